using BitRL.Ppo.Checkpoints;
using BitRL.Ppo.Randomness;

namespace BitRL.Ppo.Features;

/// <summary>
/// Raw features → standardised → projected: the inputs of a head. The statistics stand still between two <see cref="Advance"/>. Where something
/// must be learned from data first (statistics, principal components), the first rollout calibrates it. Not thread-safe.
/// </summary>
internal sealed class FeaturePipeline
{
    private const int ChunkRows = 16;

    private readonly Standardizer? _standardizer;
    private readonly LinearProjection? _projection;
    private readonly bool _fitsComponents;
    private readonly RandomStream _random;
    private readonly float[] _scratch;

    public FeaturePipeline(int width, PpoOptions options, RandomStream random)
    {
        Width = width;
        Inputs = Math.Min(width, options.MaxInputs);
        _random = random;
        _standardizer = options.FeatureNormalization == FeatureNormalization.Standardize ? new Standardizer(width) : null;
        _projection = width > options.MaxInputs ? new LinearProjection(width, options.MaxInputs, random) : null;
        _fitsComponents = _projection is not null && options.FeatureProjection == FeatureProjection.Pca;
        IsCalibrated = _standardizer is null && !_fitsComponents;
        _scratch = new float[_projection is null ? 0 : ChunkRows * width];
    }

    /// <summary>Raw features a row.</summary>
    public int Width { get; }

    /// <summary>Inputs of the head.</summary>
    public int Inputs { get; }

    /// <summary>Whether <see cref="Calibrate"/> was done or is not needed.</summary>
    public bool IsCalibrated { get; private set; }

    /// <summary>Collects raw rows for the statistics.</summary>
    public void Observe(ReadOnlySpan<float> rows) => _standardizer?.Observe(rows);

    /// <summary>Maps raw rows to inputs.</summary>
    /// <param name="rows">[n, Width].</param>
    /// <param name="destination">[n, Inputs], overwritten.</param>
    public void Transform(ReadOnlySpan<float> rows, Span<float> destination)
    {
        if (_projection is null)
        {
            Standardize(rows, destination);
            return;
        }

        int count = rows.Length / Width;
        for (int start = 0; start < count; start += ChunkRows)
        {
            int chunk = Math.Min(ChunkRows, count - start);
            Span<float> standardized = _scratch.AsSpan(0, chunk * Width);
            Standardize(rows.Slice(start * Width, chunk * Width), standardized);
            _projection.Apply(standardized, destination[(start * Inputs)..]);
        }
    }

    /// <summary>Learns what has to be learned from the raw rows of the first rollout, all of which were observed.</summary>
    public void Calibrate(ReadOnlySpan<float> rows)
    {
        Advance();
        if (_fitsComponents)
        {
            var standardized = new float[rows.Length];
            Standardize(rows, standardized);
            _projection!.Set(PrincipalComponents.Fit(standardized, Width, Inputs, _random));
        }

        IsCalibrated = true;
    }

    /// <summary>Makes what was observed count. Not in the middle of a rollout.</summary>
    public void Advance() => _standardizer?.Advance();

    public void Save(StateWriter writer)
    {
        writer.Write(IsCalibrated);
        writer.Write(_random);
        _standardizer?.Save(writer);
        _projection?.Save(writer);
    }

    public void Load(StateReader reader)
    {
        IsCalibrated = reader.ReadBoolean();
        reader.Read(_random);
        _standardizer?.Load(reader);
        _projection?.Load(reader);
    }

    private void Standardize(ReadOnlySpan<float> rows, Span<float> destination)
    {
        if (_standardizer is null)
        {
            rows.CopyTo(destination);
        }
        else
        {
            _standardizer.Apply(rows, destination);
        }
    }
}
