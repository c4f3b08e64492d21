using BitRL.Ppo.Checkpoints;

namespace BitRL.Ppo.Features;

/// <summary>
/// Mean and variance of many numbers over a whole run, in two halves: <see cref="Add"/> collects, and only <see cref="Merge"/> makes the
/// collected part count, so that the statistics can stand still for a rollout. Double precision; not thread-safe.
/// </summary>
/// <param name="width">Numbers a sample.</param>
internal sealed class RunningMoments(int width)
{
    private readonly double[] _mean = new double[width];
    private readonly double[] _squares = new double[width];
    private readonly double[] _pendingSum = new double[width];
    private readonly double[] _pendingSquares = new double[width];
    private double _count;
    private double _pendingCount;

    /// <summary>Samples that count.</summary>
    public double Count => _count;

    public double Mean(int index) => _mean[index];

    /// <summary>Population variance; 0 before the first merge.</summary>
    public double Variance(int index) => _count > 0 ? _squares[index] / _count : 0;

    /// <summary>Collects one sample, [width].</summary>
    public void Add(ReadOnlySpan<float> sample)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sample.Length, _mean.Length);
        _pendingCount++;
        for (int i = 0; i < sample.Length; i++)
        {
            // about the mean so far: sums of squares of small numbers lose nothing
            double value = sample[i] - _mean[i];
            _pendingSum[i] += value;
            _pendingSquares[i] += value * value;
        }
    }

    /// <summary>Makes all collected samples count: Chan's rule for two sets of samples.</summary>
    public void Merge()
    {
        if (_pendingCount == 0)
        {
            return;
        }

        double total = _count + _pendingCount;
        for (int i = 0; i < _mean.Length; i++)
        {
            double shift = _pendingSum[i] / _pendingCount;
            double within = Math.Max(0, _pendingSquares[i] - (_pendingSum[i] * shift));
            _squares[i] += within + (shift * shift * _count * _pendingCount / total);
            _mean[i] += shift * _pendingCount / total;
        }

        _count = total;
        _pendingCount = 0;
        Array.Clear(_pendingSum);
        Array.Clear(_pendingSquares);
    }

    public void Save(StateWriter writer)
    {
        writer.Write(_count);
        writer.Write(_pendingCount);
        writer.Write(_mean);
        writer.Write(_squares);
        writer.Write(_pendingSum);
        writer.Write(_pendingSquares);
    }

    public void Load(StateReader reader)
    {
        _count = reader.ReadDouble();
        _pendingCount = reader.ReadDouble();
        reader.Read(_mean);
        reader.Read(_squares);
        reader.Read(_pendingSum);
        reader.Read(_pendingSquares);
    }
}
