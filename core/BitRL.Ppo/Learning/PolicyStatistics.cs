namespace BitRL.Ppo.Learning;

/// <summary>Sums over the transitions of one epoch of the policy. Not thread-safe.</summary>
internal sealed class PolicyStatistics
{
    private double _objective;
    private double _entropy;
    private double _divergence;
    private long _clipped;
    private long _count;

    /// <summary>Gradient steps.</summary>
    public int Minibatches { get; set; }

    /// <summary>Sum over the steps, before clipping.</summary>
    public double GradientNorm { get; set; }

    /// <summary>Mean of −objective, without the entropy bonus.</summary>
    public double Loss => -_objective / _count;

    /// <summary>Mean, nats.</summary>
    public double Entropy => _entropy / _count;

    /// <summary>Mean estimate of KL(old ‖ new), nats.</summary>
    public double Divergence => _divergence / _count;

    /// <summary>Part of the transitions whose ratio left the clip range.</summary>
    public double ClipFraction => (double)_clipped / _count;

    public void Add(float objective, float entropy, float divergence, bool clipped)
    {
        _objective += objective;
        _entropy += entropy;
        _divergence += divergence;
        _clipped += clipped ? 1 : 0;
        _count++;
    }

    public void Clear()
    {
        _objective = _entropy = _divergence = GradientNorm = 0;
        _clipped = _count = Minibatches = 0;
    }
}
