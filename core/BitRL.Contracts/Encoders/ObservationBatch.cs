using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Contracts.Encoders;

/// <summary>
/// Observations on their way to an encoder: raw vectors, and text in a style as static, per-episode and per-step UTF-8. Owns its buffers and is
/// filled again and again without allocating. Not thread-safe.
/// </summary>
public sealed class ObservationBatch
{
    private readonly byte[] _episodes;
    private readonly byte[] _steps;
    private readonly int[] _episodeLengths;
    private readonly int[] _stepLengths;
    private readonly float[] _raw;
    private readonly int _maxEpisodeBytes;
    private readonly int _maxStepBytes;
    private readonly int _rawSize;

    /// <summary>Makes room for observations of an environment.</summary>
    /// <param name="environment">Gives the sizes.</param>
    /// <param name="capacity">Most observations it holds, at least 1.</param>
    /// <param name="style">The style to write, or null to carry raw vectors only.</param>
    public ObservationBatch(EnvironmentDescriptor environment, int capacity, TextStyle? style)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        Style = style;
        StaticPart = style is { } s ? environment.Schema.Prefix(s) : default;
        _rawSize = environment.ObservationSize;
        _maxEpisodeBytes = environment.Schema.MaxEpisodeBytes;
        _maxStepBytes = environment.Schema.MaxStepBytes;
        _raw = new float[capacity * _rawSize];
        _episodes = style is null ? [] : new byte[capacity * _maxEpisodeBytes];
        _steps = style is null ? [] : new byte[capacity * _maxStepBytes];
        _episodeLengths = new int[capacity];
        _stepLengths = new int[capacity];
    }

    private ObservationBatch(int capacity, int maxBytes, TextStyle style)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        Capacity = capacity;
        Style = style;
        _maxStepBytes = maxBytes;
        _raw = [];
        _episodes = [];
        _steps = new byte[capacity * maxBytes];
        _episodeLengths = new int[capacity];
        _stepLengths = new int[capacity];
    }

    /// <summary>Most observations it holds.</summary>
    public int Capacity { get; }

    /// <summary>Observations it holds now.</summary>
    public int Count { get; private set; }

    /// <summary>The style of the texts, or null where it carries raw vectors only.</summary>
    public TextStyle? Style { get; }

    /// <summary>The part that all texts share; may be empty.</summary>
    public ReadOnlyMemory<byte> StaticPart { get; }

    /// <summary>Raw vectors, [Count, ObservationSize] row-major, valid until the next fill.</summary>
    public ReadOnlySpan<float> Raw => _raw.AsSpan(0, Count * _rawSize);

    /// <summary>Makes room for texts that stand by themselves, without static and per-episode part and without raw vectors: candidates of <see cref="IVariableActions"/>. Filled by <see cref="Clear"/> and <see cref="Add"/>.</summary>
    /// <param name="capacity">Most texts, at least 1.</param>
    /// <param name="maxBytes">Longest text, in bytes, at least 1.</param>
    /// <param name="style">The style in which they are written.</param>
    public static ObservationBatch OfTexts(int capacity, int maxBytes, TextStyle style) => new(capacity, maxBytes, style);

    /// <summary>Takes all observations out.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds one text to a batch of texts.</summary>
    /// <param name="text">UTF-8, not empty. Copied.</param>
    /// <exception cref="ArgumentException">The batch is full, or the text is empty or longer than it may be.</exception>
    public void Add(ReadOnlySpan<byte> text)
    {
        if (Count == Capacity || text.IsEmpty || text.Length > _maxStepBytes)
        {
            throw new ArgumentException($"a text of {text.Length} bytes does not fit: the batch holds {Count} of {Capacity} texts of 1 to {_maxStepBytes} bytes", nameof(text));
        }

        text.CopyTo(_steps.AsSpan(Count * _maxStepBytes));
        _episodeLengths[Count] = 0;
        _stepLengths[Count++] = text.Length;
    }

    /// <summary>Takes the current observations of all copies of an environment.</summary>
    /// <exception cref="ArgumentException">More copies than the capacity.</exception>
    public void Fill(IVectorEnvironment environment)
    {
        FillRaw(environment);
        for (int i = 0; i < Count && Style is not null; i++)
        {
            WriteTexts(environment, i, i);
        }
    }

    /// <summary>Takes the current observations of some copies of an environment: row k holds copy <paramref name="indices"/>[k].</summary>
    /// <param name="environment">Has at most <see cref="Capacity"/> copies.</param>
    /// <param name="indices">Which copies, strictly ascending.</param>
    /// <exception cref="ArgumentException">More copies than the capacity, or indices that do not ascend or lie outside.</exception>
    public void Fill(IVectorEnvironment environment, ReadOnlySpan<int> indices)
    {
        FillRaw(environment);
        int previous = -1;
        for (int row = 0; row < indices.Length; row++)
        {
            int copy = indices[row];
            if (copy <= previous || copy >= environment.Count)
            {
                throw new ArgumentException($"copy {copy} after copy {previous} of {environment.Count}; give ascending copies", nameof(indices));
            }

            // Ascending copies move to the front (row ≤ copy), so no vector is overwritten before it is read.
            _raw.AsSpan(copy * _rawSize, _rawSize).CopyTo(_raw.AsSpan(row * _rawSize));
            if (Style is not null)
            {
                WriteTexts(environment, copy, row);
            }

            previous = copy;
        }

        Count = indices.Length;
    }

    /// <summary>The per-episode part of an observation; empty where the schema has none. Valid until the next fill.</summary>
    public ReadOnlyMemory<byte> EpisodePart(int index) => _episodes.AsMemory(index * _maxEpisodeBytes, _episodeLengths[index]);

    /// <summary>The per-step part of an observation. Valid until the next fill.</summary>
    public ReadOnlyMemory<byte> StepPart(int index) => _steps.AsMemory(index * _maxStepBytes, _stepLengths[index]);

    private void FillRaw(IVectorEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment.Count > Capacity)
        {
            throw new ArgumentException($"{environment.Count} copies do not fit into a batch for {Capacity}", nameof(environment));
        }

        Count = environment.Count;
        environment.CopyObservations(_raw.AsSpan(0, Count * _rawSize));
    }

    private void WriteTexts(IVectorEnvironment environment, int copy, int row)
    {
        _episodeLengths[row] = environment.WriteEpisode(copy, Style!.Value, _episodes.AsSpan(row * _maxEpisodeBytes, _maxEpisodeBytes));
        _stepLengths[row] = environment.WriteStep(copy, Style!.Value, _steps.AsSpan(row * _maxStepBytes, _maxStepBytes));
    }
}
