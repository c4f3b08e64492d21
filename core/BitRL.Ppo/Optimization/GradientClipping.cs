using BitRL.Ppo.Networks.Simd;

namespace BitRL.Ppo.Optimization;

/// <summary>Clipping by the Euclidean norm of a whole gradient (ppo.md #7).</summary>
internal static class GradientClipping
{
    /// <summary>The factor that brings a gradient to at most a norm.</summary>
    /// <param name="gradient">A multiple of <see cref="AlignedBuffer.Lanes"/> long.</param>
    /// <param name="maxNorm">Above 0.</param>
    /// <param name="network">For the message.</param>
    /// <param name="norm">The norm before clipping.</param>
    /// <exception cref="NonFiniteValueException">The norm is not finite.</exception>
    public static float Scale(ReadOnlySpan<float> gradient, double maxNorm, string network, out double norm)
    {
        norm = Math.Sqrt(Reductions.SumOfSquares(gradient));
        if (!double.IsFinite(norm))
        {
            throw new NonFiniteValueException(
                $"the gradient of the {network} network is {norm}; its weights were left as they are. Rewards or features are too large for float32: scale them, or set normalize-rewards");
        }

        return norm > maxNorm ? (float)(maxNorm / (norm + 1e-6)) : 1f;
    }
}
