using System.Numerics;

namespace BitRL.Backend.Cpu.Lanes;

/// <summary>The end of a ternary product: integer sums become floats.</summary>
internal static unsafe class SumsToFloats
{
    /// <summary>output = (sums − correction) · unit, or adds that to the output.</summary>
    public static void Store(int* sums, int correction, float unit, int count, float* output, bool accumulate)
    {
        Vector<int> corrections = new(correction);
        Vector<float> units = new(unit);
        int i = 0;
        for (; i <= count - Vector<int>.Count; i += Vector<int>.Count)
        {
            Vector<float> result = Vector.ConvertToSingle(Vector.Load(sums + i) - corrections) * units;
            Vector.Store(accumulate ? Vector.Load(output + i) + result : result, output + i);
        }

        for (; i < count; i++)
        {
            float result = (sums[i] - correction) * unit;
            output[i] = accumulate ? output[i] + result : result;
        }
    }
}
