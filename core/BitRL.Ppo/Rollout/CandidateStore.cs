using System.Runtime.InteropServices;
using BitRL.Contracts.Training;
using BitRL.Ppo.Checkpoints;
using BitRL.Ppo.Features;

namespace BitRL.Ppo.Rollout;

/// <summary>
/// The candidates of a rollout: for each transition which ones there were, and the features of each distinct one, once. Equal keys are one row. The
/// statistics count a candidate once a rollout, however often it was offered. Not thread-safe.
/// </summary>
internal sealed class CandidateStore
{
    private const int FirstCapacity = 64;
    private readonly FeaturePipeline _pipeline;
    private readonly Dictionary<ulong, int> _rowOfKey = [];
    private readonly List<ulong> _keys = [];
    private readonly List<int> _starts = [0];
    private readonly List<int> _rows = [];
    private readonly int _width;
    private readonly FeatureStore _raw;
    private readonly FeatureStore _inputs;

    /// <param name="pipeline">Owned.</param>
    /// <param name="choices">Most candidates of a state.</param>
    public CandidateStore(FeaturePipeline pipeline, int choices)
    {
        _pipeline = pipeline;
        _width = pipeline.Width;
        Choices = choices;
        _raw = new FeatureStore(_width, FirstCapacity);
        _inputs = new FeatureStore(Inputs, FirstCapacity);
    }

    /// <summary>Most candidates of a state.</summary>
    public int Choices { get; }

    /// <summary>Width of the head's inputs.</summary>
    public int Inputs => _pipeline.Inputs;

    /// <summary>Transitions whose candidates it holds.</summary>
    public int Transitions => _starts.Count - 1;

    /// <summary>[distinct candidates, Inputs], in the order of their first appearance.</summary>
    public FeatureStore States => _inputs;

    public bool IsCalibrated => _pipeline.IsCalibrated;

    /// <summary>The candidates of a transition, as rows of <see cref="States"/>.</summary>
    public ReadOnlySpan<int> RowsOf(int transition) => CollectionsMarshal.AsSpan(_rows)[_starts[transition].._starts[transition + 1]];

    /// <summary>Throws where a shape is wrong or a feature is not finite; changes nothing.</summary>
    public void Check(in CandidateBatch candidates, int states)
    {
        int count = candidates.Keys.Length;
        if (candidates.Starts.Length != states + 1 || candidates.Starts[0] != 0 || candidates.Starts[states] != count || candidates.Features.Length != count * _width)
        {
            throw new ArgumentException(
                $"{states} states need as many starts and one more, from 0 to the {count} candidates, with {_width} features each; {candidates.Starts.Length} starts and {candidates.Features.Length} features were given", nameof(candidates));
        }

        for (int i = 0; i < states; i++)
        {
            int own = candidates.Starts[i + 1] - candidates.Starts[i];
            if (own < 1 || own > Choices)
            {
                throw new ArgumentException($"state {i} has {own} candidates; there must be 1 to {Choices}", nameof(candidates));
            }
        }

        if (FiniteCheck.FirstNonFinite(candidates.Features) is var place and >= 0)
        {
            throw new NonFiniteValueException(
                $"feature {place % _width} of candidate {place / _width} is {candidates.Features[place]}; nothing was changed. Look at the environment or encoder that gave it");
        }
    }

    /// <summary>Takes the candidates of one step of all environments; what a failed step left behind is forgotten first.</summary>
    /// <param name="candidates">Checked.</param>
    /// <param name="transitions">Transitions before this step.</param>
    public void Append(in CandidateBatch candidates, int transitions)
    {
        if (Transitions > transitions)
        {
            _starts.RemoveRange(transitions + 1, Transitions - transitions);
            _rows.RemoveRange(_starts[transitions], _rows.Count - _starts[transitions]);
        }

        for (int state = 0; state < candidates.Starts.Length - 1; state++)
        {
            for (int i = candidates.Starts[state]; i < candidates.Starts[state + 1]; i++)
            {
                _rows.Add(Intern(candidates.Keys[i], candidates.Features.Slice(i * _width, _width)));
            }

            _starts.Add(_rows.Count);
        }
    }

    /// <summary>Maps raw features to inputs, without storing anything.</summary>
    public void Transform(ReadOnlySpan<float> rows, Span<float> destination) => _pipeline.Transform(rows, destination);

    /// <summary>Ends the rollout that calibrates: all inputs are made anew.</summary>
    public void Calibrate()
    {
        _pipeline.Calibrate(_raw.Rows);
        _inputs.Clear();
        _pipeline.Transform(_raw.Rows, _inputs.Append(_raw.Count));
    }

    /// <summary>Ends a rollout: forgets it and lets the statistics move on.</summary>
    public void Advance()
    {
        Clear();
        _pipeline.Advance();
    }

    public void Save(StateWriter writer)
    {
        _pipeline.Save(writer);
        writer.Write(_keys.Count);
        foreach (ulong key in _keys)
        {
            writer.Write(key);
        }

        _raw.Save(writer);
        writer.Write(Transitions);
        for (int i = 0; i < Transitions; i++)
        {
            writer.Write(_starts[i + 1] - _starts[i]);
        }

        foreach (int row in _rows)
        {
            writer.Write(row);
        }
    }

    /// <param name="reader">Read from.</param>
    /// <param name="transitions">There must be as many.</param>
    public void Load(StateReader reader, int transitions)
    {
        Clear();
        _pipeline.Load(reader);
        int distinct = reader.ReadCount(checked(transitions * Choices));
        for (int i = 0; i < distinct; i++)
        {
            ulong key = reader.ReadUInt64();
            if (!_rowOfKey.TryAdd(key, i))
            {
                throw new InvalidDataException("the trainer state holds a candidate twice");
            }

            _keys.Add(key);
        }

        _raw.Load(reader, distinct);
        if (_raw.Count != distinct || reader.ReadCount(transitions) != transitions)
        {
            throw new InvalidDataException("the candidates in the trainer state do not fit its rollout");
        }

        for (int i = 0; i < transitions; i++)
        {
            _starts.Add(_starts[^1] + Math.Max(1, reader.ReadCount(Choices)));
        }

        for (int i = 0; i < _starts[^1]; i++)
        {
            _rows.Add(reader.ReadCount(distinct - 1));
        }

        _pipeline.Transform(_raw.Rows, _inputs.Append(distinct));
    }

    private int Intern(ulong key, ReadOnlySpan<float> features)
    {
        ref int row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rowOfKey, key, out bool known);
        if (!known)
        {
            row = _raw.Count;
            _keys.Add(key);
            _pipeline.Observe(features);
            features.CopyTo(_raw.Append(1));
            _pipeline.Transform(features, _inputs.Append(1));
        }

        return row;
    }

    private void Clear()
    {
        _rowOfKey.Clear();
        _keys.Clear();
        _rows.Clear();
        _starts.RemoveRange(1, _starts.Count - 1);
        _raw.Clear();
        _inputs.Clear();
    }
}
