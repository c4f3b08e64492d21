namespace BitRL.Ppo.Features;

/// <summary>How features that are wider than <see cref="PpoOptions.MaxInputs"/> are narrowed.</summary>
public enum FeatureProjection
{
    /// <summary>A Gaussian random matrix that follows from the seed.</summary>
    Random,

    /// <summary>The leading principal components of the first rollout.</summary>
    Pca,
}
