namespace BitRL.Ppo.Loss;

/// <summary>The squared error of one value, clipped around the value at the time of the rollout (ppo.md #13): max((v − R)², (v_old + clip(v − v_old, ±c) − R)²).</summary>
internal static class ClippedValueLoss
{
    /// <param name="value">v, now.</param>
    /// <param name="oldValue">v_old, when the rollout ended.</param>
    /// <param name="target">R, the return.</param>
    /// <param name="clip">c, in units of the value; infinite for no clipping.</param>
    public static float Value(float value, float oldValue, float target, float clip)
    {
        float free = value - target;
        float held = oldValue + Math.Clamp(value - oldValue, -clip, clip) - target;
        return MathF.Max(free * free, held * held);
    }

    /// <summary>Its derivative by v: 0 where the clipped branch is the larger one.</summary>
    public static float Derivative(float value, float oldValue, float target, float clip)
    {
        float free = value - target;
        float move = value - oldValue;
        if (MathF.Abs(move) > clip)
        {
            float held = oldValue + MathF.CopySign(clip, move) - target;
            if (held * held > free * free)
            {
                return 0;
            }
        }

        return 2 * free;
    }
}
