using System.Collections.Immutable;

namespace BitRL.Ppo;

/// <summary>Collects every problem of a <see cref="PpoOptions"/>, in the order of its settings.</summary>
internal sealed class PpoOptionsValidator
{
    private const int MaxHiddenLayers = 8;
    private const int MaxWidth = 8192;
    private const int MaxRollout = 1 << 20;

    private readonly List<string> _problems = [];

    private PpoOptionsValidator()
    {
    }

    public static IReadOnlyList<string> Validate(PpoOptions options)
    {
        var validator = new PpoOptionsValidator();
        validator.CheckRollout(options);
        validator.CheckLoss(options);
        validator.CheckOptimization(options);
        validator.CheckNetworks(options);
        return validator._problems;
    }

    private void CheckRollout(PpoOptions options)
    {
        Whole("rollout", options.RolloutTransitions, 2, MaxRollout);
        Whole("epochs", options.Epochs, 1, 1000);
        Whole("minibatch", options.MinibatchSize, 2, MaxRollout);
        if (options.MinibatchSize > options.RolloutTransitions)
        {
            _problems.Add($"minibatch is {options.MinibatchSize}; it cannot be larger than rollout ({options.RolloutTransitions})");
        }

        Range("discount", options.Discount, 0, 1);
        Range("gae-lambda", options.GaeLambda, 0, 1);
    }

    private void CheckLoss(PpoOptions options)
    {
        Positive("clip", options.ClipRange, 1);
        if (options.ValueClipRange is { } valueClip)
        {
            Positive("value-clip", valueClip, 1e6);
        }

        Positive("value-coefficient", options.ValueCoefficient, 1e6);
        Range("entropy", options.EntropyCoefficient, 0, 1e6);
        if (options.TargetDivergence is { } target)
        {
            Positive("target-kl", target, 1e6);
        }
    }

    private void CheckOptimization(PpoOptions options)
    {
        Positive("policy-lr", options.PolicyLearningRate, 1);
        Positive("value-lr", options.ValueLearningRate, 1);
        Positive("adam-epsilon", options.AdamEpsilon, 1);
        Positive("max-grad-norm", options.MaxGradientNorm, 1e6);
        if (options.AnnealTransitions is { } anneal and < 1)
        {
            _problems.Add($"anneal-over is {anneal}; it must be at least 1, or off");
        }
    }

    private void CheckNetworks(PpoOptions options)
    {
        Hidden("policy-hidden", options.PolicyHidden);
        Hidden("value-hidden", options.ValueHidden);
        Hidden("candidate-hidden", options.CandidateHidden);
        Whole("candidate-width", options.CandidateWidth, 1, MaxWidth);
        Known("policy-activation", options.PolicyActivation);
        Known("value-activation", options.ValueActivation);
        Range("initial-log-std", options.InitialLogStandardDeviation, -10, 10);
        Whole("max-inputs", options.MaxInputs, 1, MaxWidth);
        Known("normalize-features", options.FeatureNormalization);
        Known("projection", options.FeatureProjection);
    }

    private void Whole(string name, int value, int low, int high)
    {
        if (value < low || value > high)
        {
            _problems.Add($"{name} is {value}; it must be from {low} to {high}");
        }
    }

    // "not inside" rather than "outside", so that NaN is a problem too
    private void Range(string name, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
        {
            _problems.Add($"{name} is {value}; it must be from {low} to {high}");
        }
    }

    private void Positive(string name, double value, double high)
    {
        if (!(value > 0 && value <= high))
        {
            _problems.Add($"{name} is {value}; it must be above 0 and at most {high}");
        }
    }

    private void Hidden(string name, ImmutableArray<int> widths)
    {
        if (widths.IsDefault)
        {
            _problems.Add($"{name} is missing; give widths like 128,128, or none for a linear head");
        }
        else if (widths.Length > MaxHiddenLayers || widths.Any(width => width is < 1 or > MaxWidth))
        {
            _problems.Add($"{name} is {string.Join(',', widths)}; it must be at most {MaxHiddenLayers} widths from 1 to {MaxWidth}");
        }
    }

    private void Known<T>(string name, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            _problems.Add($"{name} is {value}; it must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
        }
    }
}
