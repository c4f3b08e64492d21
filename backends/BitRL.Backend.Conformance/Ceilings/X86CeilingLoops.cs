using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BitRL.Backend.Conformance.Ceilings;

/// <summary>
/// Register loops of the pair <c>vpmaddubsw</c> and <c>vpaddw</c>. Every product of an iteration has another pair of operands, and one operand
/// changes with each iteration, so that the compiler can neither share nor hoist them; the accumulators are independent.
/// </summary>
internal static class X86CeilingLoops
{
    /// <summary>16 pairs of 512 bits an iteration.</summary>
    /// <returns>Multiply-adds done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Wide(int iterations)
    {
        Vector512<sbyte> a0 = Vector512.Create((sbyte)iterations), a1 = a0 + a0, a2 = a1 + a0, a3 = a1 + a1;
        Vector512<byte> w0 = a0.AsByte(), w1 = a1.AsByte(), w2 = a2.AsByte(), w3 = a3.AsByte();
        Vector512<short> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        Vector512<short> t0 = default, t1 = default, t2 = default, t3 = default, t4 = default, t5 = default, t6 = default, t7 = default;
        for (int i = 0; i < iterations; i++)
        {
            s0 = Avx512BW.Add(s0, Avx512BW.MultiplyAddAdjacent(w0, a0));
            s1 = Avx512BW.Add(s1, Avx512BW.MultiplyAddAdjacent(w0, a1));
            s2 = Avx512BW.Add(s2, Avx512BW.MultiplyAddAdjacent(w0, a2));
            s3 = Avx512BW.Add(s3, Avx512BW.MultiplyAddAdjacent(w0, a3));
            s4 = Avx512BW.Add(s4, Avx512BW.MultiplyAddAdjacent(w1, a0));
            s5 = Avx512BW.Add(s5, Avx512BW.MultiplyAddAdjacent(w1, a1));
            s6 = Avx512BW.Add(s6, Avx512BW.MultiplyAddAdjacent(w1, a2));
            s7 = Avx512BW.Add(s7, Avx512BW.MultiplyAddAdjacent(w1, a3));
            t0 = Avx512BW.Add(t0, Avx512BW.MultiplyAddAdjacent(w2, a0));
            t1 = Avx512BW.Add(t1, Avx512BW.MultiplyAddAdjacent(w2, a1));
            t2 = Avx512BW.Add(t2, Avx512BW.MultiplyAddAdjacent(w2, a2));
            t3 = Avx512BW.Add(t3, Avx512BW.MultiplyAddAdjacent(w2, a3));
            t4 = Avx512BW.Add(t4, Avx512BW.MultiplyAddAdjacent(w3, a0));
            t5 = Avx512BW.Add(t5, Avx512BW.MultiplyAddAdjacent(w3, a1));
            t6 = Avx512BW.Add(t6, Avx512BW.MultiplyAddAdjacent(w3, a2));
            t7 = Avx512BW.Add(t7, Avx512BW.MultiplyAddAdjacent(w3, a3));
            (w0, w1, w2, w3) = (w1, w2, w3, w0 ^ w3);
        }

        Vector512<short> sum = (s0 ^ s1 ^ s2 ^ s3) + (s4 ^ s5 ^ s6 ^ s7) + (t0 ^ t1 ^ t2 ^ t3) + (t4 ^ t5 ^ t6 ^ t7);
        Sink.Keep(Vector512.Sum(sum));
        return 16L * Vector512<byte>.Count * iterations;
    }

    /// <summary>8 pairs of 256 bits an iteration.</summary>
    /// <returns>Multiply-adds done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Narrow(int iterations)
    {
        Vector256<sbyte> a0 = Vector256.Create((sbyte)iterations), a1 = a0 + a0, a2 = a1 + a0, a3 = a1 + a1;
        Vector256<byte> w0 = a0.AsByte(), w1 = a1.AsByte();
        Vector256<short> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (int i = 0; i < iterations; i++)
        {
            s0 = Avx2.Add(s0, Avx2.MultiplyAddAdjacent(w0, a0));
            s1 = Avx2.Add(s1, Avx2.MultiplyAddAdjacent(w0, a1));
            s2 = Avx2.Add(s2, Avx2.MultiplyAddAdjacent(w0, a2));
            s3 = Avx2.Add(s3, Avx2.MultiplyAddAdjacent(w0, a3));
            s4 = Avx2.Add(s4, Avx2.MultiplyAddAdjacent(w1, a0));
            s5 = Avx2.Add(s5, Avx2.MultiplyAddAdjacent(w1, a1));
            s6 = Avx2.Add(s6, Avx2.MultiplyAddAdjacent(w1, a2));
            s7 = Avx2.Add(s7, Avx2.MultiplyAddAdjacent(w1, a3));
            (w0, w1) = (w1, w0 ^ w1);
        }

        Vector256<short> sum = (s0 ^ s1 ^ s2 ^ s3) + (s4 ^ s5 ^ s6 ^ s7);
        Sink.Keep(Vector256.Sum(sum));
        return 8L * Vector256<byte>.Count * iterations;
    }
}
