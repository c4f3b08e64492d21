using System.Numerics.Tensors;
using BitRL.Agent.Training;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;

namespace BitRL.Agent.Encoders;

/// <summary>
/// One encoder with the buffers it works on: takes observations from an environment, keeps the features of the current states, and those of
/// final states where an episode was cut off. Counts what it did since <see cref="Rebase"/>. Allocates nothing per step.
/// </summary>
internal sealed class EncoderStage
{
    private readonly IStateEncoder _encoder;
    private readonly IVectorEnvironment _environment;
    private readonly ObservationBatch _batch;
    private readonly TimeProvider _time;
    private readonly float[] _features;
    private readonly float[] _finals;
    private readonly float[] _packed;
    private readonly double _nanosecondsPerTick;
    private EncoderStatistics _base;
    private Memory<float> _taken;

    public EncoderStage(IStateEncoder encoder, IVectorEnvironment environment, TimeProvider time)
    {
        _encoder = encoder;
        _environment = environment;
        _time = time;
        _batch = new ObservationBatch(environment.Descriptor, environment.Count, encoder.Descriptor.Style);
        Width = encoder.Descriptor.FeatureSize;
        _features = new float[environment.Count * Width];
        _finals = new float[environment.Count * Width];
        _packed = new float[environment.Count * Width];
        _nanosecondsPerTick = 1e9 / time.TimestampFrequency;
        _base = encoder.Statistics;
    }

    /// <summary>Width of a feature vector.</summary>
    public int Width { get; }

    /// <summary>Features of the current states, [copies, Width].</summary>
    public ReadOnlySpan<float> Features => _features;

    /// <summary>Features of the final states of the rows last given to <see cref="ScatterFinals"/>, [copies, Width]; other rows are stale.</summary>
    public ReadOnlySpan<float> Finals => _finals;

    /// <summary>Times of the encoder's calls, one a batch.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>What the encoder did for this stage since <see cref="Rebase"/>, on top of what was before.</summary>
    public EncoderStatistics Statistics
    {
        get
        {
            EncoderStatistics now = _encoder.Statistics;
            return new EncoderStatistics(
                now.Texts - _base.Texts, now.MemoHits - _base.MemoHits, now.Tokens - _base.Tokens, now.TextTokens - _base.TextTokens);
        }
    }

    /// <summary>Sets the statistics: work done for others (an evaluation, a replay) is forgotten, and a resumed run goes on counting.</summary>
    public void Rebase(EncoderStatistics known)
    {
        EncoderStatistics now = _encoder.Statistics;
        _base = new EncoderStatistics(
            now.Texts - known.Texts, now.MemoHits - known.MemoHits, now.Tokens - known.Tokens, now.TextTokens - known.TextTokens);
    }

    /// <summary>Takes the current state of every copy from the environment, for <see cref="EncodeTakenAsync"/>.</summary>
    /// <exception cref="RunFaultException">A state cannot be written.</exception>
    public void Take()
    {
        FillAll();
        _taken = _features;
    }

    /// <summary>Takes the final state of some copies, ascending; <see cref="ScatterFinals"/> moves their features to <see cref="Finals"/>.</summary>
    /// <exception cref="RunFaultException">A state cannot be written.</exception>
    public void TakeFinals(ReadOnlySpan<int> copies)
    {
        Fill(copies);
        _taken = _packed.AsMemory(0, copies.Length * Width);
    }

    /// <summary>Encodes what was taken last. Touches neither the environment nor another stage, so another thread may call it.</summary>
    public ValueTask EncodeTakenAsync(CancellationToken cancellationToken) => EncodeBatchAsync(_taken, cancellationToken);

    /// <summary>Encodes the current state of some copies, ascending, into the first rows of <paramref name="features"/>.</summary>
    public ValueTask EncodeAsync(ReadOnlySpan<int> copies, Memory<float> features, CancellationToken cancellationToken)
    {
        Fill(copies);
        return EncodeBatchAsync(features[..(copies.Length * Width)], cancellationToken);
    }

    /// <summary>Moves the features of final states to the rows of their copies. Apart because a span cannot live across an await.</summary>
    public void ScatterFinals(ReadOnlySpan<int> copies)
    {
        for (int k = 0; k < copies.Length; k++)
        {
            _packed.AsSpan(k * Width, Width).CopyTo(_finals.AsSpan(copies[k] * Width));
        }
    }

    private ValueTask EncodeBatchAsync(Memory<float> features, CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        ValueTask encode = _encoder.EncodeAsync(_batch, features, cancellationToken);
        if (!encode.IsCompletedSuccessfully)
        {
            return Finish(encode, start, features);
        }

        encode.GetAwaiter().GetResult();
        Complete(start, features.Span);
        return ValueTask.CompletedTask;
    }

    private async ValueTask Finish(ValueTask encode, long start, Memory<float> features)
    {
        await encode;
        Complete(start, features.Span);
    }

    private void Complete(long start, ReadOnlySpan<float> features)
    {
        Latency.Add((long)((_time.GetTimestamp() - start) * _nanosecondsPerTick));

        // A sum of magnitudes is finite only if each of them is (an overflow of finite features would be as useless to a learner).
        if (!float.IsFinite(TensorPrimitives.SumOfMagnitudes(features)))
        {
            int bad = 0;
            while (bad < features.Length - 1 && float.IsFinite(features[bad]))
            {
                bad++;
            }

            throw new RunFaultException(
                $"encoder '{_encoder.Descriptor.Name}' gave feature {bad % Width} of row {bad / Width} as {features[bad]}; the run ended, its last checkpoint is kept. Check the model file with 'bitrl model inspect' and the environment's observations");
        }
    }

    private void FillAll()
    {
        try
        {
            _batch.Fill(_environment);
        }
        catch (ArgumentException e)
        {
            throw InvalidState(e);
        }
    }

    private void Fill(ReadOnlySpan<int> copies)
    {
        try
        {
            _batch.Fill(_environment, copies);
        }
        catch (ArgumentException e)
        {
            throw InvalidState(e);
        }
    }

    private RunFaultException InvalidState(ArgumentException cause) =>
        new($"environment '{_environment.Descriptor.Id}' has a state that cannot be written: {cause.Message}; the run ended, its last checkpoint is kept", cause);
}
