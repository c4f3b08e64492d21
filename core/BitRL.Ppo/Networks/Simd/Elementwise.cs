using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BitRL.Ppo.Networks.Simd;

/// <summary>
/// Functions of one or two vectors of floats. Lengths must be multiples of <see cref="AlignedBuffer.Lanes"/>, which padded rows always are;
/// so there is no scalar tail that could round differently. Thread-safe.
/// </summary>
internal static unsafe class Elementwise
{
    /// <summary>Largest absolute error of <see cref="Tanh(Span{float})"/>; tests hold it.</summary>
    public const float TanhError = 2e-7f;

    /// <summary>values = tanh(values), within <see cref="TanhError"/>; odd, monotone to within that error, never outside ±1.</summary>
    public static void Tanh(Span<float> values)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Tanh<Lanes512>(values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Tanh<Lanes256>(values);
        }
        else
        {
            Tanh<Lanes128>(values);
        }
    }

    /// <summary>values = max(0, values).</summary>
    public static void Relu(Span<float> values)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Relu<Lanes512>(values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Relu<Lanes256>(values);
        }
        else
        {
            Relu<Lanes128>(values);
        }
    }

    /// <summary>gradient *= 1 − outputs²: back through tanh, from its own outputs.</summary>
    public static void TanhGradient(ReadOnlySpan<float> outputs, Span<float> gradient)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            TanhGradient<Lanes512>(outputs, gradient);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            TanhGradient<Lanes256>(outputs, gradient);
        }
        else
        {
            TanhGradient<Lanes128>(outputs, gradient);
        }
    }

    /// <summary>gradient *= [outputs above 0]: back through the rectifier, from its own outputs.</summary>
    public static void ReluGradient(ReadOnlySpan<float> outputs, Span<float> gradient)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ReluGradient<Lanes512>(outputs, gradient);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ReluGradient<Lanes256>(outputs, gradient);
        }
        else
        {
            ReluGradient<Lanes128>(outputs, gradient);
        }
    }

    // tanh a = (e^2a − 1) / (e^2a + 1) with z = e^2a − 1 = 2ⁿ · (2^f − 1) + (2ⁿ − 1): no cancellation near 0. The series of 2^f − 1 for |f| ≤ ½
    // ends at f⁷; the next term is below 6e-9. Beyond 9.02 a float32 tanh is 1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Tanh<TLanes>(Span<float> values)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes one = TLanes.Broadcast(1f), two = TLanes.Broadcast(2f), limit = TLanes.Broadcast(9.02f), toBinary = TLanes.Broadcast(2.885390082f);
        TLanes c1 = TLanes.Broadcast(0.6931471806f), c2 = TLanes.Broadcast(0.2402265070f), c3 = TLanes.Broadcast(0.05550410866f), c4 = TLanes.Broadcast(0.009618129108f);
        TLanes c5 = TLanes.Broadcast(0.001333355815f), c6 = TLanes.Broadcast(1.540353039e-4f), c7 = TLanes.Broadcast(1.525273380e-5f);
        fixed (float* start = values)
        {
            for (float* p = start, end = start + Whole<TLanes>(values.Length); p < end; p += TLanes.Width)
            {
                TLanes x = TLanes.Load(p);
                TLanes exponent = TLanes.Min(TLanes.Abs(x), limit) * toBinary;
                TLanes whole = TLanes.Round(exponent);
                TLanes f = exponent - whole;
                TLanes series = TLanes.MultiplyAdd(TLanes.MultiplyAdd(c7, f, c6), f, c5);
                series = TLanes.MultiplyAdd(TLanes.MultiplyAdd(series, f, c4), f, c3);
                series = TLanes.MultiplyAdd(TLanes.MultiplyAdd(series, f, c2), f, c1) * f;
                TLanes scale = TLanes.PowerOfTwo(whole);
                TLanes z = TLanes.MultiplyAdd(scale, series, scale - one);
                TLanes.CopySign(TLanes.Min(z / (z + two), one), x).Store(p);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Relu<TLanes>(Span<float> values)
        where TLanes : struct, ILanes<TLanes>
    {
        fixed (float* start = values)
        {
            for (float* p = start, end = start + Whole<TLanes>(values.Length); p < end; p += TLanes.Width)
            {
                TLanes.Max(TLanes.Load(p), default).Store(p);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void TanhGradient<TLanes>(ReadOnlySpan<float> outputs, Span<float> gradient)
        where TLanes : struct, ILanes<TLanes>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, gradient.Length);
        TLanes one = TLanes.Broadcast(1f);
        fixed (float* h = outputs, g = gradient)
        {
            for (int i = 0; i < Whole<TLanes>(gradient.Length); i += TLanes.Width)
            {
                TLanes y = TLanes.Load(h + i);
                (TLanes.Load(g + i) * (one - (y * y))).Store(g + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ReluGradient<TLanes>(ReadOnlySpan<float> outputs, Span<float> gradient)
        where TLanes : struct, ILanes<TLanes>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs.Length, gradient.Length);
        fixed (float* h = outputs, g = gradient)
        {
            for (int i = 0; i < Whole<TLanes>(gradient.Length); i += TLanes.Width)
            {
                (TLanes.Load(g + i) * TLanes.Step(TLanes.Load(h + i))).Store(g + i);
            }
        }
    }

    private static int Whole<TLanes>(int length)
        where TLanes : struct, ILanes<TLanes> =>
        length % AlignedBuffer.Lanes == 0 ? length : throw new ArgumentException($"{length} floats are not a multiple of {AlignedBuffer.Lanes}", nameof(length));
}
