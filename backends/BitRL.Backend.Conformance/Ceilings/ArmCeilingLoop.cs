using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace BitRL.Backend.Conformance.Ceilings;

/// <summary>The register loop of the pair <c>smull</c> and <c>sadalp</c>, which every 64-bit ARM has; see <see cref="X86CeilingLoops"/>.</summary>
internal static class ArmCeilingLoop
{
    /// <summary>8 pairs of 128 bits an iteration.</summary>
    /// <returns>Multiply-adds done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Run(int iterations)
    {
        Vector64<sbyte> a0 = Vector64.Create((sbyte)iterations), a1 = a0 + a0, a2 = a1 + a0, a3 = a1 + a1;
        Vector64<sbyte> w0 = a0 ^ a1, w1 = a1 ^ a2;
        Vector128<int> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (int i = 0; i < iterations; i++)
        {
            s0 = AdvSimd.AddPairwiseWideningAndAdd(s0, AdvSimd.MultiplyWideningLower(w0, a0));
            s1 = AdvSimd.AddPairwiseWideningAndAdd(s1, AdvSimd.MultiplyWideningLower(w0, a1));
            s2 = AdvSimd.AddPairwiseWideningAndAdd(s2, AdvSimd.MultiplyWideningLower(w0, a2));
            s3 = AdvSimd.AddPairwiseWideningAndAdd(s3, AdvSimd.MultiplyWideningLower(w0, a3));
            s4 = AdvSimd.AddPairwiseWideningAndAdd(s4, AdvSimd.MultiplyWideningLower(w1, a0));
            s5 = AdvSimd.AddPairwiseWideningAndAdd(s5, AdvSimd.MultiplyWideningLower(w1, a1));
            s6 = AdvSimd.AddPairwiseWideningAndAdd(s6, AdvSimd.MultiplyWideningLower(w1, a2));
            s7 = AdvSimd.AddPairwiseWideningAndAdd(s7, AdvSimd.MultiplyWideningLower(w1, a3));
            (w0, w1) = (w1, w0 ^ w1);
        }

        Sink.Keep(Vector128.Sum((s0 ^ s1 ^ s2 ^ s3) + (s4 ^ s5 ^ s6 ^ s7)));
        return 8L * Vector64<byte>.Count * iterations;
    }
}
