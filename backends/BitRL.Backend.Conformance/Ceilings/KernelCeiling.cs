using System.Diagnostics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace BitRL.Backend.Conformance.Ceilings;

/// <summary>
/// The speed of light for int8 × ternary products on this machine: the widest multiply-and-accumulate pair that the processor has, on registers
/// alone, without a load or a store. Kernels are reported as a share of it. Measure it in the same run, interleaved: clocks and neighbours change.
/// </summary>
public static class KernelCeiling
{
    private const int Iterations = 40_000;

    /// <summary>One repetition takes some 100 µs; the best of <paramref name="repetitions"/> counts.</summary>
    /// <param name="repetitions">At least 1. <value>200 is 20 to 60 ms.</value></param>
    public static CeilingMeasurement Measure(int repetitions)
    {
        if (Avx512BW.IsSupported)
        {
            return Best("vpmaddubsw + vpaddw, 512 bits", X86CeilingLoops.Wide, repetitions);
        }

        return MeasureNarrow(repetitions)
            ?? (AdvSimd.IsSupported ? Best("smull + sadalp, 128 bits", ArmCeilingLoop.Run, repetitions) : Best("scalar multiply and add", ScalarLoop, repetitions));
    }

    /// <summary>The 256-bit pair, which processors with AVX2 alone would run; null where there is no AVX2.</summary>
    /// <param name="repetitions">As for <see cref="Measure"/>.</param>
    public static CeilingMeasurement? MeasureNarrow(int repetitions) =>
        Avx2.IsSupported ? Best("vpmaddubsw + vpaddw, 256 bits", X86CeilingLoops.Narrow, repetitions) : null;

    private static CeilingMeasurement Best(string instructions, Func<int, long> loop, int repetitions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repetitions, 1);
        double best = 0;
        for (int i = 0; i < repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            long products = loop(Iterations);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            best = Math.Max(best, products / seconds / 1e9);
        }

        return new CeilingMeasurement(instructions, best);
    }

    private static long ScalarLoop(int iterations)
    {
        int a = iterations;
        int b = 0;
        int c = 0;
        for (int i = 0; i < iterations; i++)
        {
            b += a * i;
            c += b * a;
        }

        Sink.Keep(b + c);
        return 2L * iterations;
    }
}
