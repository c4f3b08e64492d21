namespace BitRL.Agent.Training;

/// <summary>Returns and lengths of the episodes that run, and the means of the last <see cref="Window"/> that ended.</summary>
internal sealed class EpisodeStatistics(int copies)
{
    /// <summary>Episodes over which the means are taken.</summary>
    public const int Window = 100;

    private readonly double[] _returns = new double[Window];
    private readonly int[] _lengths = new int[Window];
    private readonly double[] _runningReturns = new double[copies];
    private readonly int[] _runningLengths = new int[copies];

    /// <summary>Episodes that ended.</summary>
    public long Finished { get; private set; }

    /// <summary>Mean return of the last episodes, summed from the oldest ring slot so that a resumed run gets the same bits; NaN before the first.</summary>
    public double MeanReturn => Finished == 0 ? double.NaN : Sum(_returns) / Math.Min(Finished, Window);

    /// <summary>Mean length of the same.</summary>
    public double MeanLength
    {
        get
        {
            long sum = 0;
            foreach (int length in _lengths)
            {
                sum += length;
            }

            return Finished == 0 ? double.NaN : (double)sum / Math.Min(Finished, Window);
        }
    }

    /// <summary>Undiscounted return of a copy's episode so far.</summary>
    public double Return(int copy) => _runningReturns[copy];

    /// <summary>Its length so far.</summary>
    public int Length(int copy) => _runningLengths[copy];

    /// <summary>Adds a step of a copy.</summary>
    public void Add(int copy, double reward)
    {
        _runningReturns[copy] += reward;
        _runningLengths[copy]++;
    }

    /// <summary>Ends a copy's episode.</summary>
    public void End(int copy)
    {
        int slot = (int)(Finished++ % Window);
        _returns[slot] = _runningReturns[copy];
        _lengths[slot] = _runningLengths[copy];
        Restart(copy);
    }

    /// <summary>Forgets a copy's episode so far.</summary>
    public void Restart(int copy)
    {
        _runningReturns[copy] = 0;
        _runningLengths[copy] = 0;
    }

    /// <summary>Writes what ended; episodes that run are restored by replay.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Finished);
        for (int i = 0; i < Window; i++)
        {
            writer.Write(_returns[i]);
            writer.Write(_lengths[i]);
        }
    }

    public void Load(BinaryReader reader)
    {
        Finished = reader.ReadInt64();
        for (int i = 0; i < Window; i++)
        {
            _returns[i] = reader.ReadDouble();
            _lengths[i] = reader.ReadInt32();
        }
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }
}
