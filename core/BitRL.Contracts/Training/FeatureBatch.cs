namespace BitRL.Contracts.Training;

/// <summary>Features of the current state of each environment. Where policy and critic share an encoder, both spans are the same memory.</summary>
public readonly ref struct FeatureBatch
{
    /// <summary>[environments, PolicyFeatures] row-major.</summary>
    public required ReadOnlySpan<float> Policy { get; init; }

    /// <summary>[environments, ValueFeatures] row-major.</summary>
    public required ReadOnlySpan<float> Value { get; init; }
}
