using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BitRL.Ppo.Networks.Simd;

namespace BitRL.Ppo.Optimization;

/// <summary>Adam with bias correction, β₁ = 0.9, β₂ = 0.999, over one flat parameter vector (ppo.md #8). Not thread-safe.</summary>
internal sealed class Adam(int length, double epsilon)
{
    public const double FirstDecay = 0.9;
    public const double SecondDecay = 0.999;

    /// <summary>Running mean of the gradient.</summary>
    public AlignedBuffer FirstMoment { get; } = new(length);

    /// <summary>Running mean of its square.</summary>
    public AlignedBuffer SecondMoment { get; } = new(length);

    /// <summary>Steps taken.</summary>
    public long Steps { get; set; }

    /// <summary>Takes one step.</summary>
    /// <param name="parameters">Changed; a multiple of <see cref="AlignedBuffer.Lanes"/> long.</param>
    /// <param name="gradient">As long.</param>
    /// <param name="gradientScale">Multiplies the gradient first: the clipping, fused into this pass.</param>
    /// <param name="learningRate">Above 0.</param>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradient, float gradientScale, double learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, FirstMoment.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, FirstMoment.Length);
        Steps++;

        // lr / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
        float rate = (float)(learningRate / (1 - Math.Pow(FirstDecay, Steps)));
        float rootCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(SecondDecay, Steps)));
        if (Vector512.IsHardwareAccelerated)
        {
            Step<Lanes512>(parameters, gradient, gradientScale, rate, rootCorrection);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Step<Lanes256>(parameters, gradient, gradientScale, rate, rootCorrection);
        }
        else
        {
            Step<Lanes128>(parameters, gradient, gradientScale, rate, rootCorrection);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal unsafe void Step<TLanes>(Span<float> parameters, ReadOnlySpan<float> gradient, float gradientScale, float rate, float rootCorrection)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes scale = TLanes.Broadcast(gradientScale), negativeRate = TLanes.Broadcast(-rate), correction = TLanes.Broadcast(rootCorrection);
        TLanes keepFirst = TLanes.Broadcast((float)FirstDecay), keepSecond = TLanes.Broadcast((float)SecondDecay);
        TLanes takeFirst = TLanes.Broadcast((float)(1 - FirstDecay)), takeSecond = TLanes.Broadcast((float)(1 - SecondDecay));
        TLanes floor = TLanes.Broadcast((float)epsilon);
        fixed (float* p = parameters, g = gradient, first = FirstMoment.Span, second = SecondMoment.Span)
        {
            for (int i = 0; i < parameters.Length; i += TLanes.Width)
            {
                TLanes slope = TLanes.Load(g + i) * scale;
                TLanes m = TLanes.MultiplyAdd(keepFirst, TLanes.Load(first + i), takeFirst * slope);
                TLanes v = TLanes.MultiplyAdd(keepSecond, TLanes.Load(second + i), takeSecond * (slope * slope));
                m.Store(first + i);
                v.Store(second + i);
                TLanes denominator = TLanes.MultiplyAdd(TLanes.Sqrt(v), correction, floor);
                TLanes.MultiplyAdd(negativeRate, m / denominator, TLanes.Load(p + i)).Store(p + i);
            }
        }
    }
}
