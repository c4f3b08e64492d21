using System.Numerics;

namespace BitRL.Ppo.Networks;

/// <summary>Vectors of doubles, always summed in the same order on the same machine (which a library that peels for alignment does not promise). Thread-safe.</summary>
internal static class DoubleVector
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector<double> sum = default;
        int i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sum += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        }

        double total = Vector.Sum(sum);
        for (; i < a.Length; i++)
        {
            total += a[i] * b[i];
        }

        return total;
    }

    /// <summary>target += factor · direction.</summary>
    public static void AddScaled(Span<double> target, ReadOnlySpan<double> direction, double factor)
    {
        int i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            (new Vector<double>(target[i..]) + (new Vector<double>(direction[i..]) * factor)).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] += factor * direction[i];
        }
    }

    /// <summary>Makes vectors orthonormal one after the other; two passes give full precision. One that depends on those before it becomes 0.</summary>
    public static void Orthonormalize(double[][] vectors)
    {
        for (int i = 0; i < vectors.Length; i++)
        {
            double before = Math.Sqrt(Dot(vectors[i], vectors[i]));
            for (int pass = 0; pass < 2; pass++)
            {
                for (int k = 0; k < i; k++)
                {
                    AddScaled(vectors[i], vectors[k], -Dot(vectors[i], vectors[k]));
                }
            }

            double norm = Math.Sqrt(Dot(vectors[i], vectors[i]));
            double factor = norm > 1e-12 * before ? 1 / norm : 0;
            foreach (ref double value in vectors[i].AsSpan())
            {
                value *= factor;
            }
        }
    }
}
