using BitRL.Ppo.Checkpoints;
using BitRL.Ppo.Features;
using BitRL.Ppo.Loss;
using BitRL.Ppo.Networks;
using BitRL.Ppo.Policies;
using BitRL.Ppo.Randomness;
using BitRL.Ppo.Rollout;

namespace BitRL.Ppo.Learning;

/// <summary>The policy: acts, and learns from a rollout. One thread at a time.</summary>
internal sealed class PolicyLearner : IPolicy
{
    // ppo.md #2: nearly uniform at first
    private const double OutputGain = 0.01;

    private readonly IActionDistribution _distribution;
    private readonly PpoOptions _options;
    private readonly Head _head;
    private readonly float[] _advantages;

    public PolicyLearner(int inputs, IActionDistribution distribution, PpoOptions options, ulong seed, int maxRows)
    {
        _distribution = distribution;
        _options = options;
        _head = new Head(new MlpShape(inputs, options.PolicyHidden, distribution.Outputs, options.PolicyActivation), distribution.FreeParameters, options, maxRows, "policy");
        _advantages = new float[options.MinibatchSize];
        OrthogonalInitializer.Initialize(_head.Network.Shape, OutputGain, new RandomStream(seed, StreamPurpose.PolicyWeights), _head.Weights);
        _head.Free.Fill((float)options.InitialLogStandardDeviation);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Free => _head.Free;

    /// <inheritdoc/>
    public Head Head => _head;

    /// <inheritdoc/>
    public int ParameterCount => _head.Network.Shape.ParameterCount + Free.Length;

    /// <inheritdoc/>
    public string Shape => _head.Network.Shape.ToString();

    /// <summary>Draws actions.</summary>
    /// <param name="inputs">[environments, Inputs].</param>
    /// <param name="random">Drawn from, one state after the other.</param>
    /// <param name="actions">[environments, ActionSize], overwritten.</param>
    /// <param name="logProbabilities">[environments], overwritten.</param>
    /// <exception cref="NonFiniteValueException">The network gave something that is not finite; nothing was drawn.</exception>
    public void Act(ReadOnlySpan<float> inputs, RandomStream random, Span<float> actions, Span<float> logProbabilities)
    {
        int size = _distribution.ActionSize;
        ReadOnlySpan<float> outputs = Outputs(inputs, 0, logProbabilities.Length);
        for (int i = 0; i < logProbabilities.Length; i++)
        {
            ReadOnlySpan<float> row = outputs.Slice(i * _head.OutputStride, _distribution.Outputs);
            Span<float> action = actions.Slice(i * size, size);
            _distribution.Sample(row, _head.Free, random, action);
            logProbabilities[i] = _distribution.LogProbability(row, _head.Free, action, out _);
        }
    }

    /// <summary>Chooses the likeliest actions.</summary>
    /// <param name="inputs">[n, Inputs], n at most the head's rows.</param>
    /// <param name="actions">[n, ActionSize], overwritten.</param>
    public void ActGreedily(ReadOnlySpan<float> inputs, Span<float> actions)
    {
        int size = _distribution.ActionSize;
        int count = actions.Length / size;
        ReadOnlySpan<float> outputs = Outputs(inputs, 0, count);
        for (int i = 0; i < count; i++)
        {
            _distribution.Mode(outputs.Slice(i * _head.OutputStride, _distribution.Outputs), actions.Slice(i * size, size));
        }
    }

    /// <inheritdoc/>
    public void LogProbabilities(ReadOnlySpan<float> inputs, ReadOnlySpan<float> actions, Span<float> logProbabilities)
    {
        int size = _distribution.ActionSize;
        for (int start = 0; start < logProbabilities.Length; start += _head.MaxRows)
        {
            int rows = Math.Min(_head.MaxRows, logProbabilities.Length - start);
            ReadOnlySpan<float> outputs = Outputs(inputs, start, rows);
            for (int i = 0; i < rows; i++)
            {
                logProbabilities[start + i] = _distribution.LogProbability(
                    outputs.Slice(i * _head.OutputStride, _distribution.Outputs), _head.Free, actions.Slice((start + i) * size, size), out _);
            }
        }
    }

    /// <inheritdoc/>
    public void Learn(RolloutBuffer rollout, FeatureStore states, ReadOnlySpan<int> indices, double learningRate, PolicyStatistics statistics)
    {
        int rows = indices.Length;
        states.Gather(indices, _head.InputRows(rows));
        Span<float> advantages = _advantages.AsSpan(0, rows);
        for (int i = 0; i < rows; i++)
        {
            advantages[i] = rollout.Advantages[indices[i]];
        }

        if (_options.NormalizeAdvantages)
        {
            AdvantageNormalization.Normalize(advantages);
        }

        ReadOnlySpan<float> outputs = _head.Forward(_head.InputRows(rows), rows);
        _head.FreeGradient.Clear();
        Loss(rollout, indices, outputs, advantages, statistics);
        statistics.GradientNorm += _head.Descend(rows, learningRate);
        statistics.Minibatches++;
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer) => _head.Save(writer);

    /// <inheritdoc/>
    public void Load(StateReader reader) => _head.Load(reader);

    // mean over the minibatch of −clipped objective − c·entropy, and its gradient by the outputs
    private void Loss(RolloutBuffer rollout, ReadOnlySpan<int> indices, ReadOnlySpan<float> outputs, ReadOnlySpan<float> advantages, PolicyStatistics statistics)
    {
        int size = _distribution.ActionSize;
        int rows = indices.Length;
        float clip = (float)_options.ClipRange;
        float entropyWeight = -(float)_options.EntropyCoefficient / rows;
        Span<float> gradient = _head.OutputGradient(rows);
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<float> row = outputs.Slice(i * _head.OutputStride, _distribution.Outputs);
            ReadOnlySpan<float> action = rollout.Actions.Slice(indices[i] * size, size);
            float logRatio = _distribution.LogProbability(row, _head.Free, action, out float entropy) - rollout.LogProbabilities[indices[i]];
            float weight = -ClippedObjective.Derivative(logRatio, advantages[i], clip) / rows;
            _distribution.Gradient(row, _head.Free, action, weight, entropyWeight, gradient.Slice(i * _head.OutputStride, _distribution.Outputs), _head.FreeGradient);
            statistics.Add(ClippedObjective.Value(logRatio, advantages[i], clip), entropy, ClippedObjective.Divergence(logRatio), ClippedObjective.IsClipped(logRatio, clip));
        }
    }

    private ReadOnlySpan<float> Outputs(ReadOnlySpan<float> inputs, int start, int rows)
    {
        int width = _head.Network.Shape.Inputs;
        ReadOnlySpan<float> outputs = _head.Forward(inputs.Slice(start * width, rows * width), rows);
        if (FiniteCheck.FirstNonFinite(outputs) is var place and >= 0)
        {
            throw new NonFiniteValueException(
                $"the policy's output for environment {start + (place / _head.OutputStride)} is {outputs[place]}: its features are too large for float32. Scale them, or set normalize-features to standardize");
        }

        return outputs;
    }
}
