using BitRL.Ppo.Randomness;

namespace BitRL.Ppo.Policies;

/// <summary>
/// A family of action distributions over the outputs of the policy network and, where it has any, over parameters that no state influences.
/// All arguments are rows of one state; "outputs" has at least <see cref="Outputs"/> floats. Thread-safe.
/// </summary>
internal interface IActionDistribution
{
    /// <summary>Network outputs it reads.</summary>
    int Outputs { get; }

    /// <summary>Learned numbers beside the network; 0 for none.</summary>
    int FreeParameters { get; }

    /// <summary>Numbers an action takes.</summary>
    int ActionSize { get; }

    /// <summary>Draws an action.</summary>
    void Sample(ReadOnlySpan<float> outputs, ReadOnlySpan<float> free, RandomStream random, Span<float> action);

    /// <summary>The likeliest action.</summary>
    void Mode(ReadOnlySpan<float> outputs, Span<float> action);

    /// <summary>Log-probability (or log-density) of an action, and the entropy; nats.</summary>
    float LogProbability(ReadOnlySpan<float> outputs, ReadOnlySpan<float> free, ReadOnlySpan<float> action, out float entropy);

    /// <summary>The gradient of a · logProbability + b · entropy.</summary>
    /// <param name="outputs">As above.</param>
    /// <param name="free">As above.</param>
    /// <param name="action">As above.</param>
    /// <param name="logProbabilityWeight">a.</param>
    /// <param name="entropyWeight">b.</param>
    /// <param name="outputGradient">[Outputs], overwritten.</param>
    /// <param name="freeGradient">[FreeParameters], added to.</param>
    void Gradient(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> free, ReadOnlySpan<float> action,
        float logProbabilityWeight, float entropyWeight, Span<float> outputGradient, Span<float> freeGradient);
}
