using BitRL.Ppo.Checkpoints;
using BitRL.Ppo.Loss;
using BitRL.Ppo.Networks;
using BitRL.Ppo.Randomness;
using BitRL.Ppo.Rollout;

namespace BitRL.Ppo.Learning;

/// <summary>The critic: values states, and learns from a rollout. One thread at a time.</summary>
internal sealed class ValueLearner
{
    private const double OutputGain = 1;

    private readonly PpoOptions _options;
    private readonly Head _head;

    public ValueLearner(int inputs, PpoOptions options, ulong seed, int maxRows)
    {
        _options = options;
        _head = new Head(new MlpShape(inputs, options.ValueHidden, 1, options.ValueActivation), 0, options, maxRows, "value");
        OrthogonalInitializer.Initialize(_head.Network.Shape, OutputGain, new RandomStream(seed, StreamPurpose.ValueWeights), _head.Weights);
    }

    public Head Head => _head;

    /// <summary>Values states.</summary>
    /// <param name="inputs">[n, Inputs].</param>
    /// <param name="values">[n], overwritten.</param>
    public void Evaluate(ReadOnlySpan<float> inputs, Span<float> values)
    {
        int width = _head.Network.Shape.Inputs;
        for (int start = 0; start < values.Length; start += _head.MaxRows)
        {
            int rows = Math.Min(_head.MaxRows, values.Length - start);
            ReadOnlySpan<float> outputs = _head.Forward(inputs.Slice(start * width, rows * width), rows);
            for (int i = 0; i < rows; i++)
            {
                values[start + i] = outputs[i * _head.OutputStride];
            }
        }
    }

    /// <summary>Takes one gradient step.</summary>
    /// <param name="rollout">Its returns are the targets.</param>
    /// <param name="states">Inputs of its states.</param>
    /// <param name="indices">The minibatch.</param>
    /// <param name="clip">How far a value may move, in units of the return.</param>
    /// <param name="learningRate">Adam's.</param>
    /// <param name="statistics">Added to.</param>
    public void Learn(RolloutBuffer rollout, FeatureStore states, ReadOnlySpan<int> indices, float clip, double learningRate, ValueStatistics statistics)
    {
        int rows = indices.Length;
        states.Gather(indices, _head.InputRows(rows));
        ReadOnlySpan<float> outputs = _head.Forward(_head.InputRows(rows), rows);
        Span<float> gradient = _head.OutputGradient(rows);
        float weight = (float)_options.ValueCoefficient / rows;
        for (int i = 0; i < rows; i++)
        {
            float value = outputs[i * _head.OutputStride];
            (float oldValue, float target) = (rollout.Values[indices[i]], rollout.Returns[indices[i]]);
            gradient[i * _head.OutputStride] = weight * ClippedValueLoss.Derivative(value, oldValue, target, clip);
            statistics.Add(ClippedValueLoss.Value(value, oldValue, target, clip));
        }

        statistics.GradientNorm += _head.Descend(rows, learningRate);
        statistics.Minibatches++;
    }

    public void Save(StateWriter writer) => _head.Save(writer);

    public void Load(StateReader reader) => _head.Load(reader);
}
