using BitRL.Ppo.Randomness;

namespace BitRL.Ppo.Policies;

/// <summary>
/// Independent normal distributions: means are the network's outputs, log standard deviations are free parameters, the same in every state
/// (ppo.md #4). Samples are not clipped: the host does that on their way to the environment, and the probability is that of the number that was drawn (ppo.md #5).
/// </summary>
internal sealed class GaussianDistribution(int dimensions) : IActionDistribution
{
    private const float HalfLogTwoPi = 0.918938533f;

    public int Outputs { get; } = dimensions;

    public int FreeParameters => Outputs;

    public int ActionSize => Outputs;

    public void Sample(ReadOnlySpan<float> outputs, ReadOnlySpan<float> free, RandomStream random, Span<float> action)
    {
        for (int i = 0; i < Outputs; i++)
        {
            action[i] = outputs[i] + (MathF.Exp(free[i]) * (float)random.NextNormal());
        }
    }

    public void Mode(ReadOnlySpan<float> outputs, Span<float> action) => outputs[..Outputs].CopyTo(action);

    public float LogProbability(ReadOnlySpan<float> outputs, ReadOnlySpan<float> free, ReadOnlySpan<float> action, out float entropy)
    {
        float logProbability = 0;
        entropy = 0;
        for (int i = 0; i < Outputs; i++)
        {
            float z = (action[i] - outputs[i]) * MathF.Exp(-free[i]);
            logProbability -= (0.5f * z * z) + free[i] + HalfLogTwoPi;
            entropy += free[i] + HalfLogTwoPi + 0.5f;
        }

        return logProbability;
    }

    // with z = (a − μ)/σ: ∂ ln p / ∂μ = z/σ, ∂ ln p / ∂ ln σ = z² − 1, ∂H / ∂ ln σ = 1
    public void Gradient(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> free, ReadOnlySpan<float> action,
        float logProbabilityWeight, float entropyWeight, Span<float> outputGradient, Span<float> freeGradient)
    {
        for (int i = 0; i < Outputs; i++)
        {
            float inverse = MathF.Exp(-free[i]);
            float z = (action[i] - outputs[i]) * inverse;
            outputGradient[i] = logProbabilityWeight * z * inverse;
            freeGradient[i] += (logProbabilityWeight * ((z * z) - 1)) + entropyWeight;
        }
    }
}
