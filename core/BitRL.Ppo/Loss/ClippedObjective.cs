namespace BitRL.Ppo.Loss;

/// <summary>The clipped surrogate of one transition (ppo.md #11): min(r·A, clip(r, 1 − ε, 1 + ε)·A) with r = exp(log p − log p_old).</summary>
internal static class ClippedObjective
{
    /// <summary>Its value, to be maximised.</summary>
    public static float Value(float logRatio, float advantage, float clipRange)
    {
        float ratio = MathF.Exp(logRatio);
        return MathF.Min(ratio * advantage, Math.Clamp(ratio, 1 - clipRange, 1 + clipRange) * advantage);
    }

    /// <summary>Its derivative by log p: r·A where the unclipped branch is the smaller one, else 0.</summary>
    public static float Derivative(float logRatio, float advantage, float clipRange)
    {
        float ratio = MathF.Exp(logRatio);
        bool held = advantage > 0 ? ratio > 1 + clipRange : ratio < 1 - clipRange;
        return held ? 0 : ratio * advantage;
    }

    /// <summary>Whether the ratio lies outside the clip range, whatever the advantage.</summary>
    public static bool IsClipped(float logRatio, float clipRange) => MathF.Abs(MathF.Exp(logRatio) - 1) > clipRange;

    /// <summary>An estimate of the divergence KL(old ‖ new), in nats: (r − 1) − log r, never negative, unbiased in the mean (ppo.md #12).</summary>
    public static float Divergence(float logRatio) => MathF.Exp(logRatio) - 1 - logRatio;
}
