namespace BitRL.Ppo.Features;

/// <summary>What happens to features before the heads read them.</summary>
public enum FeatureNormalization
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Each feature minus its running mean, divided by its running standard deviation, clipped to ±10.</summary>
    Standardize,
}
