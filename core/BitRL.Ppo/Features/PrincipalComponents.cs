using BitRL.Ppo.Networks;
using BitRL.Ppo.Networks.Simd;
using BitRL.Ppo.Randomness;

namespace BitRL.Ppo.Features;

/// <summary>The leading principal components of some rows: orthogonal iteration on their covariance, then an exact decomposition within the subspace found (ppo.md #20).</summary>
internal sealed class PrincipalComponents
{
    private const int Iterations = 30;

    private PrincipalComponents(double[] mean, double[][] axes, double[] variances)
    {
        Mean = mean;
        Axes = axes;
        Variances = variances;
    }

    /// <summary>[width].</summary>
    public double[] Mean { get; }

    /// <summary>[components][width], orthonormal, by falling variance; 0 beyond the rank of the rows.</summary>
    public double[][] Axes { get; }

    /// <summary>[components], of the rows along the axes.</summary>
    public double[] Variances { get; }

    /// <param name="rows">[n, width], n at least 1.</param>
    /// <param name="width">Floats a row.</param>
    /// <param name="components">How many, at most width.</param>
    /// <param name="random">Gives the start.</param>
    public static PrincipalComponents Fit(ReadOnlySpan<float> rows, int width, int components, RandomStream random)
    {
        double[] mean = MeanOf(rows, width);
        float[] covariance = Covariance(rows, width, mean);
        var axes = new double[components][];
        for (int k = 0; k < components; k++)
        {
            axes[k] = new double[width];
            foreach (ref double value in axes[k].AsSpan())
            {
                value = random.NextNormal();
            }
        }

        DoubleVector.Orthonormalize(axes);
        for (int i = 0; i < Iterations; i++)
        {
            axes = Multiply(covariance, axes, width);
            DoubleVector.Orthonormalize(axes);
        }

        return Refine(mean, covariance, axes, width);
    }

    private static double[] MeanOf(ReadOnlySpan<float> rows, int width)
    {
        var mean = new double[width];
        for (int i = 0; i < rows.Length; i++)
        {
            mean[i % width] += rows[i];
        }

        double count = rows.Length / width;
        foreach (ref double value in mean.AsSpan())
        {
            value /= count;
        }

        return mean;
    }

    // [width, padded width]: centred rowsᵀ · rows / n
    private static float[] Covariance(ReadOnlySpan<float> rows, int width, double[] mean)
    {
        int stride = AlignedBuffer.Pad(width);
        int count = rows.Length / width;
        var centred = new float[count * stride];
        float scale = 1 / MathF.Sqrt(count);
        for (int row = 0; row < count; row++)
        {
            for (int i = 0; i < width; i++)
            {
                centred[(row * stride) + i] = (float)(rows[(row * width) + i] - mean[i]) * scale;
            }
        }

        var covariance = new float[width * stride];
        MatrixProduct.Multiply(new Strided(centred, 1, stride), centred, default, covariance, width, count, stride);
        return covariance;
    }

    private static double[][] Multiply(float[] covariance, double[][] axes, int width)
    {
        int stride = AlignedBuffer.Pad(width);
        var packed = new float[axes.Length * width];
        for (int i = 0; i < packed.Length; i++)
        {
            packed[i] = (float)axes[i / width][i % width];
        }

        // the covariance is symmetric: axes · C is (C · axesᵀ)ᵀ
        var product = new float[axes.Length * stride];
        MatrixProduct.Multiply(new Strided(packed, width, 1), covariance, default, product, axes.Length, width, stride);
        return [.. Enumerable.Range(0, axes.Length).Select(k => Array.ConvertAll(product[(k * stride)..((k * stride) + width)], value => (double)value))];
    }

    private static PrincipalComponents Refine(double[] mean, float[] covariance, double[][] axes, int width)
    {
        double[][] image = Multiply(covariance, axes, width);
        double[][] small = [.. axes.Select((_, i) => axes.Select((_, j) => (DoubleVector.Dot(axes[i], image[j]) + DoubleVector.Dot(axes[j], image[i])) / 2).ToArray())];
        double[][] rotation = SymmetricEigen.Decompose(small);
        int[] order = [.. Enumerable.Range(0, axes.Length).OrderByDescending(k => small[k][k])];
        double[][] rotated = [.. order.Select(k => Combine(axes, rotation[k], width))];
        return new PrincipalComponents(mean, rotated, [.. order.Select(k => Math.Max(0, small[k][k]))]);
    }

    private static double[] Combine(double[][] axes, double[] weights, int width)
    {
        var sum = new double[width];
        for (int k = 0; k < axes.Length; k++)
        {
            DoubleVector.AddScaled(sum, axes[k], weights[k]);
        }

        return sum;
    }
}
