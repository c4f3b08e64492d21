using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using BitRL.Agent.Training;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Candidates;

/// <summary>
/// The candidates of an environment whose actions vary, as features: each new text is encoded once and kept in a table (decision 0012); where
/// the policy's encoder reads raw observations, the environment's own numbers are taken and nothing is encoded. The table is emptied when it is full,
/// which changes no feature. Allocates nothing per step once it has grown.
/// </summary>
internal sealed class CandidateStage
{
    private const long TableBytes = 32L << 20;
    private const int EncodeBatch = 64;
    private readonly IVectorEnvironment _environment;
    private readonly IVariableActions _actions;
    private readonly IStateEncoder _encoder;
    private readonly TextStyle? _style;
    private readonly ObservationBatch? _batch;
    private readonly CandidateTable _table;
    private readonly byte[] _text;
    private readonly float[] _raw;
    private readonly int _capacity;
    private readonly int _rawSize;
    private readonly int[] _starts;
    private readonly int[] _rows;
    private ulong[] _keys = [];
    private float[] _features = [];
    private int _states;
    private int _encoded;

    private CandidateStage(IStateEncoder encoder, IVectorEnvironment environment, IVariableActions actions)
    {
        (_encoder, _environment, _actions, _style) = (encoder, environment, actions, encoder.Descriptor.Style);
        int most = environment.Count * environment.Descriptor.Actions.Choices;
        _rawSize = actions.ActionFeatureSize;
        int bytes = _style is null ? _rawSize * sizeof(float) : actions.MaxActionBytes;
        Width = FeatureSize(encoder, actions);
        _table = new CandidateTable(Width, bytes);
        _capacity = (int)Math.Max(2L * most, TableBytes / ((Width * sizeof(float)) + bytes));
        _batch = _style is { } style ? ObservationBatch.OfTexts(EncodeBatch, bytes, style) : null;
        _text = new byte[bytes];
        _raw = new float[environment.Descriptor.Actions.Choices * _rawSize];
        _starts = new int[environment.Count + 1];
        _rows = new int[most];
    }

    /// <summary>Width of a candidate's features.</summary>
    public int Width { get; }

    /// <summary>What it did since <see cref="Rebase"/>, on top of what was before.</summary>
    public CandidateStatistics Statistics { get; private set; }

    /// <summary>The candidates of the states last given to <see cref="EncodeAsync"/>.</summary>
    public CandidateBatch Current => new()
    {
        Starts = _starts.AsSpan(0, _states + 1),
        Features = _features.AsSpan(0, _starts[_states] * Width),
        Keys = _keys.AsSpan(0, _starts[_states]),
    };

    /// <summary>The stage for an environment, or null where its actions are always the same.</summary>
    public static CandidateStage? For(IStateEncoder encoder, IVectorEnvironment environment) =>
        environment is IVariableActions actions ? new CandidateStage(encoder, environment, actions) : null;

    /// <summary>Width of a candidate's features with an encoder; 0 where the environment's actions are always the same.</summary>
    public static int FeatureSizeOf(IStateEncoder encoder, IVectorEnvironment environment) =>
        environment is IVariableActions actions ? FeatureSize(encoder, actions) : 0;

    /// <summary>Sets the statistics: a resumed run goes on counting.</summary>
    public void Rebase(CandidateStatistics known) => Statistics = known;

    /// <summary>Takes and encodes the candidates of some copies.</summary>
    /// <param name="copies">Which copies; states of <see cref="Current"/> in this order.</param>
    /// <param name="cancellationToken">Stops early.</param>
    /// <exception cref="RunFaultException">A candidate cannot be written, there are too many or none, or a feature is not finite.</exception>
    public ValueTask EncodeAsync(ReadOnlySpan<int> copies, CancellationToken cancellationToken)
    {
        Gather(copies);
        while (_batch is not null && _encoded < _table.Count)
        {
            ValueTask encode = EncodeNextAsync(_batch, cancellationToken);
            if (!encode.IsCompletedSuccessfully)
            {
                return FinishAsync(encode, _batch, cancellationToken);
            }

            encode.GetAwaiter().GetResult();
            Check();
        }

        Assemble();
        return ValueTask.CompletedTask;
    }

    private static int FeatureSize(IStateEncoder encoder, IVariableActions actions) =>
        encoder.Descriptor.ReadsText ? encoder.Descriptor.FeatureSize : actions.ActionFeatureSize;

    private async ValueTask FinishAsync(ValueTask encode, ObservationBatch batch, CancellationToken cancellationToken)
    {
        await encode;
        Check();
        while (_encoded < _table.Count)
        {
            await EncodeNextAsync(batch, cancellationToken);
            Check();
        }

        Assemble();
    }

    private void Gather(ReadOnlySpan<int> copies)
    {
        if (_table.Count + _rows.Length > _capacity)
        {
            _table.Clear();
            _encoded = 0;
        }

        _states = copies.Length;
        int total = 0;
        for (int i = 0; i < copies.Length; i++)
        {
            int count = _actions.CountActions(copies[i]);
            if (count < 1 || count > _environment.Descriptor.Actions.Choices)
            {
                throw Fault($"offers {count} actions in copy {copies[i]}; there must be 1 to {_environment.Descriptor.Actions.Choices}", null);
            }

            if (_style is null)
            {
                TakeNumbers(copies[i], count, total);
            }
            else
            {
                TakeTexts(copies[i], count, total);
            }

            total += count;
            _starts[i + 1] = total;
        }

        Statistics = Statistics with { Offered = Statistics.Offered + total };
    }

    private void TakeTexts(int copy, int count, int start)
    {
        for (int action = 0; action < count; action++)
        {
            try
            {
                int length = _actions.WriteAction(copy, action, _style!.Value, _text);
                _rows[start + action] = _table.Intern(_text.AsSpan(0, length));
            }
            catch (ArgumentException e)
            {
                throw Fault($"cannot write action {action} of copy {copy}: {e.Message}", e);
            }
        }
    }

    private void TakeNumbers(int copy, int count, int start)
    {
        Span<float> numbers = _raw.AsSpan(0, count * _rawSize);
        _actions.CopyActionFeatures(copy, numbers);
        for (int action = 0; action < count; action++)
        {
            ReadOnlySpan<float> own = numbers.Slice(action * _rawSize, _rawSize);
            int row = _rows[start + action] = _table.Intern(MemoryMarshal.AsBytes(own));
            if (row >= _encoded)
            {
                own.CopyTo(_table.Rows(row, 1).Span);
                Check();
            }
        }
    }

    private ValueTask EncodeNextAsync(ObservationBatch batch, CancellationToken cancellationToken)
    {
        int count = Math.Min(EncodeBatch, _table.Count - _encoded);
        batch.Clear();
        for (int i = 0; i < count; i++)
        {
            batch.Add(_table.Text(_encoded + i));
        }

        Statistics = Statistics with { Encoded = Statistics.Encoded + count };
        return _encoder.EncodeAsync(batch, _table.Rows(_encoded, count), cancellationToken);
    }

    /// <summary>Accepts the features that were written last.</summary>
    private void Check()
    {
        int count = _batch is null ? 1 : _batch.Count;
        for (int i = 0; i < count; i++, _encoded++)
        {
            if (!float.IsFinite(TensorPrimitives.SumOfMagnitudes(_table.Features(_encoded))))
            {
                throw Fault($"has an action whose features are not finite ('{(_style is null ? "numbers" : System.Text.Encoding.UTF8.GetString(_table.Text(_encoded)).TrimEnd())}')", null);
            }
        }
    }

    private void Assemble()
    {
        int total = _starts[_states];
        if (_keys.Length < total)
        {
            _keys = new ulong[Math.Max(total, 2 * _keys.Length)];
            _features = new float[_keys.Length * Width];
        }

        for (int i = 0; i < total; i++)
        {
            _keys[i] = _table.Key(_rows[i]);
            _table.Features(_rows[i]).CopyTo(_features.AsSpan(i * Width));
        }
    }

    private RunFaultException Fault(string what, ArgumentException? cause)
    {
        string message = $"environment '{_environment.Descriptor.Id}' {what}; the run ended, its last checkpoint is kept. Report it to the environment's author";
        return cause is null ? new RunFaultException(message) : new RunFaultException(message, cause);
    }
}
