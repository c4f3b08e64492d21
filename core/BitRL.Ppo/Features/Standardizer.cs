using BitRL.Ppo.Checkpoints;

namespace BitRL.Ppo.Features;

/// <summary>(x − mean) / √(variance + 1e-8), clipped to ±10, with statistics that stand still between two <see cref="Advance"/> (ppo.md #19). The identity before the first.</summary>
internal sealed class Standardizer
{
    private const double Epsilon = 1e-8;
    private const float Limit = 10f;

    private readonly RunningMoments _moments;
    private readonly float[] _mean;
    private readonly float[] _scale;

    public Standardizer(int width)
    {
        _moments = new RunningMoments(width);
        _mean = new float[width];
        _scale = new float[width];
        Refresh();
    }

    /// <summary>Collects [rows, width].</summary>
    public void Observe(ReadOnlySpan<float> rows)
    {
        for (int start = 0; start < rows.Length; start += _mean.Length)
        {
            _moments.Add(rows.Slice(start, _mean.Length));
        }
    }

    /// <summary>Makes what was collected count.</summary>
    public void Advance()
    {
        _moments.Merge();
        Refresh();
    }

    /// <summary>Standardises [rows, width]; the destination may be the source.</summary>
    public void Apply(ReadOnlySpan<float> rows, Span<float> destination)
    {
        // infinite where nothing is known yet: the identity does not clip
        float limit = _moments.Count > 0 ? Limit : float.PositiveInfinity;
        for (int start = 0; start < rows.Length; start += _mean.Length)
        {
            for (int i = 0; i < _mean.Length; i++)
            {
                destination[start + i] = Math.Clamp((rows[start + i] - _mean[i]) * _scale[i], -limit, limit);
            }
        }
    }

    public void Save(StateWriter writer) => _moments.Save(writer);

    public void Load(StateReader reader)
    {
        _moments.Load(reader);
        Refresh();
    }

    private void Refresh()
    {
        bool known = _moments.Count > 0;
        for (int i = 0; i < _mean.Length; i++)
        {
            _mean[i] = (float)_moments.Mean(i);
            _scale[i] = known ? (float)(1 / Math.Sqrt(_moments.Variance(i) + Epsilon)) : 1f;
        }
    }
}
