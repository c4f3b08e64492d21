using BitRL.Ppo.Checkpoints;
using BitRL.Ppo.Rollout;

namespace BitRL.Ppo.Features;

/// <summary>
/// The features that one head reads, from the encoder to the update: checked, transformed and stored once, so that no epoch touches the encoder
/// again. In the rollout that calibrates, the raw features are kept and transformed anew at its end. Not thread-safe.
/// </summary>
internal sealed class FeatureStream
{
    private readonly FeaturePipeline _pipeline;
    private readonly int _capacity;
    private readonly float[] _scratch;
    private FeatureStore _states;
    private FeatureStore _finals;

    /// <param name="pipeline">Owned.</param>
    /// <param name="maxRows">Most rows at a time.</param>
    /// <param name="capacity">Transitions of a rollout.</param>
    public FeatureStream(FeaturePipeline pipeline, int maxRows, int capacity)
    {
        _pipeline = pipeline;
        _capacity = capacity;
        _scratch = new float[maxRows * pipeline.Inputs];
        (_states, _finals) = MakeStores();
    }

    /// <summary>Inputs of the head.</summary>
    public int Inputs => _pipeline.Inputs;

    /// <summary>Whether the stored features are inputs yet, rather than raw.</summary>
    public bool IsCalibrated => _pipeline.IsCalibrated;

    /// <summary>Inputs of all states of the rollout; raw until calibrated.</summary>
    public FeatureStore States => _states;

    /// <summary>Inputs of the states that truncation cut off, in the order of their steps; raw until calibrated.</summary>
    public FeatureStore Finals => _finals;

    /// <summary>Throws where a feature is not finite or the number of rows is wrong; changes nothing.</summary>
    /// <param name="rows">[count, width].</param>
    /// <param name="count">How many there must be.</param>
    /// <param name="kind">For the message: "policy ", "value ", or nothing where both share the features.</param>
    /// <param name="firstEnvironment">The environment of the first row, for the message.</param>
    /// <exception cref="ArgumentException">Another number of features.</exception>
    /// <exception cref="NonFiniteValueException">Names the environment and the feature.</exception>
    public void Check(ReadOnlySpan<float> rows, int count, string kind, int firstEnvironment = 0)
    {
        if (rows.Length != count * _pipeline.Width)
        {
            throw new ArgumentException($"{rows.Length} {kind}features were given; {count} states of {_pipeline.Width} each need {count * _pipeline.Width}", nameof(rows));
        }

        if (FiniteCheck.FirstNonFinite(rows) is var place and >= 0)
        {
            throw new NonFiniteValueException(
                $"{kind}feature {place % _pipeline.Width} of environment {firstEnvironment + (place / _pipeline.Width)} is {rows[place]}; nothing was changed. Look at the observation or encoder that gave it");
        }
    }

    /// <summary>Transforms states.</summary>
    /// <param name="rows">At most [maxRows, width], checked.</param>
    /// <returns>[rows, Inputs], valid until the next call.</returns>
    public ReadOnlySpan<float> Transform(ReadOnlySpan<float> rows)
    {
        Span<float> inputs = _scratch.AsSpan(0, rows.Length / _pipeline.Width * Inputs);
        _pipeline.Transform(rows, inputs);
        return inputs;
    }

    /// <summary>Stores the states of one step.</summary>
    /// <param name="rows">[environments, width], checked.</param>
    /// <param name="inputs">What <see cref="Transform"/> made of them.</param>
    public void Store(ReadOnlySpan<float> rows, ReadOnlySpan<float> inputs)
    {
        _pipeline.Observe(rows);
        (IsCalibrated ? inputs : rows).CopyTo(_states.Append(rows.Length / _pipeline.Width));
    }

    /// <summary>Stores one state that truncation cut off.</summary>
    /// <param name="row">[width], checked.</param>
    public void StoreFinal(ReadOnlySpan<float> row) => (IsCalibrated ? Transform(row) : row).CopyTo(_finals.Append(1));

    /// <summary>Ends the rollout that calibrates: what is stored becomes inputs.</summary>
    public void Calibrate()
    {
        (FeatureStore rawStates, FeatureStore rawFinals) = (_states, _finals);
        _pipeline.Calibrate(rawStates.Rows);
        (_states, _finals) = MakeStores();
        _pipeline.Transform(rawStates.Rows, _states.Append(rawStates.Count));
        _pipeline.Transform(rawFinals.Rows, _finals.Append(rawFinals.Count));
    }

    /// <summary>Ends a rollout: forgets it and lets the statistics move on.</summary>
    public void Advance()
    {
        _states.Clear();
        _finals.Clear();
        _pipeline.Advance();
    }

    public void Save(StateWriter writer)
    {
        _pipeline.Save(writer);
        _states.Save(writer);
        _finals.Save(writer);
    }

    public void Load(StateReader reader)
    {
        _pipeline.Load(reader);
        (_states, _finals) = MakeStores();
        _states.Load(reader, _capacity);
        _finals.Load(reader, _capacity);
    }

    private (FeatureStore States, FeatureStore Finals) MakeStores()
    {
        int width = IsCalibrated ? Inputs : _pipeline.Width;
        return (new FeatureStore(width, _capacity), new FeatureStore(width, 16));
    }
}
