using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BitRL.Backend.Cpu.Vectors;

/// <summary>What the portable vector type lacks, or does with more care than is needed here.</summary>
internal static class VectorMath
{
    /// <summary>The largest lane, without a word on NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float HorizontalMax(Vector<float> value)
    {
        if (Vector<float>.Count == Vector256<float>.Count)
        {
            Vector256<float> all = value.AsVector256();
            return HorizontalMax(Vector128.MaxNative(all.GetLower(), all.GetUpper()));
        }

        if (Vector<float>.Count == Vector128<float>.Count)
        {
            return HorizontalMax(value.AsVector128());
        }

        float largest = value[0];
        for (int lane = 1; lane < Vector<float>.Count; lane++)
        {
            largest = MathF.Max(largest, value[lane]);
        }

        return largest;
    }

    /// <summary>
    /// e^x for x ≤ 0, within two units in the last place; 0 below −87. Half the instructions of the library's, which goes through float64: x = n·ln 2 + r,
    /// the series of e^r for |r| ≤ 0.35 to the seventh power, and n into the exponent.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> ExpOfNegative(Vector<float> x)
    {
        Vector<float> n = Vector.Round(x * new Vector<float>(1.44269504f));
        Vector<float> r = Vector.FusedMultiplyAdd(n, new Vector<float>(-0.693359375f), x);
        r = Vector.FusedMultiplyAdd(n, new Vector<float>(2.12194440e-4f), r);
        Vector<float> p = new(1f / 5040);
        p = Vector.FusedMultiplyAdd(p, r, new Vector<float>(1f / 720));
        p = Vector.FusedMultiplyAdd(p, r, new Vector<float>(1f / 120));
        p = Vector.FusedMultiplyAdd(p, r, new Vector<float>(1f / 24));
        p = Vector.FusedMultiplyAdd(p, r, new Vector<float>(1f / 6));
        p = Vector.FusedMultiplyAdd(p, r, new Vector<float>(0.5f));
        p = Vector.FusedMultiplyAdd(p, r, Vector<float>.One);
        p = Vector.FusedMultiplyAdd(p, r, Vector<float>.One);
        Vector<int> power = (Vector.ConvertToInt32Native(n) + new Vector<int>(127)) << 23;
        return Vector.ConditionalSelect(Vector.LessThan(x, new Vector<float>(-87f)), Vector<float>.Zero, p * Vector.AsVectorSingle(power));
    }

    private static float HorizontalMax(Vector128<float> value)
    {
        Vector128<float> half = Vector128.MaxNative(value, Vector128.Shuffle(value, Vector128.Create(2, 3, 0, 1)));
        return Vector128.MaxNative(half, Vector128.Shuffle(half, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }
}
