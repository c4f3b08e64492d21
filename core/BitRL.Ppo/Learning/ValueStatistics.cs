namespace BitRL.Ppo.Learning;

/// <summary>Sums over the transitions of one epoch of the critic. Not thread-safe.</summary>
internal sealed class ValueStatistics
{
    private double _loss;
    private long _count;

    /// <summary>Gradient steps.</summary>
    public int Minibatches { get; set; }

    /// <summary>Sum over the steps, before clipping.</summary>
    public double GradientNorm { get; set; }

    /// <summary>Mean squared error, clipped, without its coefficient.</summary>
    public double Loss => _loss / _count;

    public void Add(float loss)
    {
        _loss += loss;
        _count++;
    }

    public void Clear()
    {
        _loss = GradientNorm = 0;
        _count = Minibatches = 0;
    }
}
