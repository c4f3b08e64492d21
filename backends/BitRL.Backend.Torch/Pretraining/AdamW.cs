using BitRL.Contracts.Pretraining;
using TorchSharp;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Pretraining;

/// <summary>AdamW with gradient-norm clipping over <see cref="Parameter"/>s; its whole state is theirs plus the step count, so it can be saved.</summary>
internal sealed class AdamW(BackboneTrainingOptions options)
{
    private const double Epsilon = 1e-8;

    /// <summary>Steps done.</summary>
    public long Steps { get; set; }

    /// <summary>Applies the gradients and clears them. To be called without gradient recording.</summary>
    public void Step(IReadOnlyList<Parameter> parameters, double learningRate)
    {
        Steps++;
        using DisposeScope scope = NewDisposeScope();
        double scale = ClipScale(parameters);
        double correction1 = 1 - Math.Pow(options.Beta1, Steps);
        double correction2 = 1 - Math.Pow(options.Beta2, Steps);
        foreach (Parameter parameter in parameters)
        {
            Tensor? gradient = parameter.Effective.grad;
            if (gradient is null)
            {
                continue;
            }

            gradient.mul_(scale);
            parameter.FirstMoment.lerp_(gradient, 1 - options.Beta1);
            parameter.SecondMoment.mul_(options.Beta2).addcmul_(gradient, gradient, 1 - options.Beta2);
            if (parameter.Decays)
            {
                parameter.Value.mul_(1 - (learningRate * options.WeightDecay));
            }

            Tensor denominator = parameter.SecondMoment.sqrt().mul_(1 / Math.Sqrt(correction2)).add_(Epsilon);
            parameter.Value.addcdiv_(parameter.FirstMoment, denominator, -learningRate / correction1);
            gradient.zero_();
        }
    }

    private double ClipScale(IReadOnlyList<Parameter> parameters)
    {
        double sum = 0;
        foreach (Parameter parameter in parameters)
        {
            if (parameter.Effective.grad is { } gradient)
            {
                double norm = gradient.norm().item<float>();
                sum += norm * norm;
            }
        }

        return Math.Min(1, options.MaxGradientNorm / (Math.Sqrt(sum) + 1e-6));
    }
}
