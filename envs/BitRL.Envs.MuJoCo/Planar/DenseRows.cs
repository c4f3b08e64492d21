using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>
/// Rows of a few numbers, padded to whole vectors so that no loop has a tail. On processors without 256-bit vectors the runtime uses pairs of
/// shorter ones. Offsets are the caller's to get right: nothing is checked here.
/// </summary>
internal static class DenseRows
{
    /// <summary>Numbers in a vector.</summary>
    public const int Lanes = 4;

    /// <summary>Numbers that a row of <paramref name="size"/> takes.</summary>
    public static int Stride(int size) => (size + Lanes - 1) / Lanes * Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(double[] source, int offset) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(source), (nuint)offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> value, double[] destination, int offset) =>
        value.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(destination), (nuint)offset);

    /// <summary>target += factor · row, over <paramref name="length"/> numbers, rounded up to whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(double factor, double[] rows, int row, double[] target, int offset, int length)
    {
        Vector256<double> factors = Vector256.Create(factor);
        for (int i = 0; i < length; i += Lanes)
        {
            Store(Vector256.MultiplyAddEstimate(factors, Load(rows, row + i), Load(target, offset + i)), target, offset + i);
        }
    }

    /// <summary>Inner product over <paramref name="length"/> numbers, rounded up to whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Dot(double[] a, int aOffset, double[] b, int bOffset, int length)
    {
        Vector256<double> sum = Load(a, aOffset) * Load(b, bOffset);
        for (int i = Lanes; i < length; i += Lanes)
        {
            sum = Vector256.MultiplyAddEstimate(Load(a, aOffset + i), Load(b, bOffset + i), sum);
        }

        return Vector256.Sum(sum);
    }
}
