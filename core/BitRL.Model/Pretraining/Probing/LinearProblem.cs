using System.Numerics.Tensors;

namespace BitRL.Model.Pretraining.Probing;

/// <summary>The normal equations of a ridge regression on standardised features, solved by Cholesky for any penalty.</summary>
internal sealed class LinearProblem
{
    private readonly int _width;
    private readonly int _outputs;
    private readonly double[] _mean;
    private readonly double[] _scale;
    private readonly double[] _valueMean;
    private readonly double[] _gram;
    private readonly double[] _right;

    private LinearProblem(int width, int outputs)
    {
        _width = width;
        _outputs = outputs;
        _mean = new double[width];
        _scale = new double[width];
        _valueMean = new double[outputs];
        _gram = new double[width * width];
        _right = new double[width * outputs];
    }

    /// <summary>Values that are predicted.</summary>
    public int Outputs => _outputs;

    /// <summary>Collects the equations of some rows.</summary>
    public static LinearProblem Create(ProbeSet set, ReadOnlySpan<float> features, int width, int[] rows)
    {
        var problem = new LinearProblem(width, set.Samples[0].Values.Length);
        problem.Standardize(set, features, rows);
        var row = new double[width];
        foreach (int index in rows)
        {
            problem.Center(features.Slice(index * width, width), row);
            for (int i = 0; i < width; i++)
            {
                Span<double> gram = problem._gram.AsSpan(i * width, i + 1);
                TensorPrimitives.MultiplyAdd(row.AsSpan(0, i + 1), row[i] / rows.Length, gram, gram);
                for (int k = 0; k < problem._outputs; k++)
                {
                    problem._right[(i * problem._outputs) + k] += row[i] * (set.Samples[index].Values[k] - problem._valueMean[k]) / rows.Length;
                }
            }
        }

        return problem;
    }

    /// <summary>The map [width, outputs] for a penalty, in units of the features' variance.</summary>
    public double[] Solve(double penalty)
    {
        double[] lower = Factor(penalty);
        var map = (double[])_right.Clone();
        for (int k = 0; k < _outputs; k++)
        {
            for (int i = 0; i < _width; i++)
            {
                double sum = map[(i * _outputs) + k];
                for (int j = 0; j < i; j++)
                {
                    sum -= lower[(i * _width) + j] * map[(j * _outputs) + k];
                }

                map[(i * _outputs) + k] = sum / lower[(i * _width) + i];
            }

            for (int i = _width - 1; i >= 0; i--)
            {
                double sum = map[(i * _outputs) + k];
                for (int j = i + 1; j < _width; j++)
                {
                    sum -= lower[(j * _width) + i] * map[(j * _outputs) + k];
                }

                map[(i * _outputs) + k] = sum / lower[(i * _width) + i];
            }
        }

        return map;
    }

    /// <summary>Applies a map to one feature vector.</summary>
    public void Apply(double[] map, ReadOnlySpan<float> features, Span<double> values)
    {
        _valueMean.CopyTo(values);
        for (int i = 0; i < _width; i++)
        {
            double feature = (features[i] - _mean[i]) * _scale[i];
            for (int k = 0; k < _outputs; k++)
            {
                values[k] += feature * map[(i * _outputs) + k];
            }
        }
    }

    private double[] Factor(double penalty)
    {
        var lower = (double[])_gram.Clone();
        for (int i = 0; i < _width; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = _gram[(i * _width) + j] + (i == j ? penalty + 1e-10 : 0) - TensorPrimitives.Dot<double>(lower.AsSpan(i * _width, j), lower.AsSpan(j * _width, j));
                lower[(i * _width) + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-14)) : sum / lower[(j * _width) + j];
            }
        }

        return lower;
    }

    private void Standardize(ProbeSet set, ReadOnlySpan<float> features, int[] rows)
    {
        foreach (int index in rows)
        {
            for (int i = 0; i < _width; i++)
            {
                double value = features[(index * _width) + i];
                _mean[i] += value / rows.Length;
                _scale[i] += value * value / rows.Length;
            }

            for (int k = 0; k < _outputs; k++)
            {
                _valueMean[k] += set.Samples[index].Values[k] / rows.Length;
            }
        }

        for (int i = 0; i < _width; i++)
        {
            double deviation = Math.Sqrt(Math.Max(0, _scale[i] - (_mean[i] * _mean[i])));
            _scale[i] = deviation < 1e-9 ? 0 : 1 / deviation;
        }
    }

    private void Center(ReadOnlySpan<float> features, Span<double> row)
    {
        for (int i = 0; i < _width; i++)
        {
            row[i] = (features[i] - _mean[i]) * _scale[i];
        }
    }
}
