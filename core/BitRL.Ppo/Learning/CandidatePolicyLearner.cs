using BitRL.Contracts.Training;
using BitRL.Ppo.Checkpoints;
using BitRL.Ppo.Features;
using BitRL.Ppo.Loss;
using BitRL.Ppo.Networks;
using BitRL.Ppo.Policies;
using BitRL.Ppo.Randomness;
using BitRL.Ppo.Rollout;

namespace BitRL.Ppo.Learning;

/// <summary>
/// A policy over candidates that vary from state to state (ppo.md #25): one network maps the state to u, d wide, another a candidate to v, d wide, and to a
/// number a; the score of a candidate is u·v/√d + a, and the softmax over the scores of a state's candidates is the policy. Each distinct candidate runs
/// once a rollout for acting and once a minibatch for learning. One thread at a time.
/// </summary>
internal sealed class CandidatePolicyLearner : IPolicy
{
    // ppo.md #2 and #25: with small u and a all scores are nearly 0 at first; v must not be small too, or neither would learn
    private const double StateGain = 0.01;
    private const double CandidateGain = 1;

    private readonly PpoOptions _options;
    private readonly CandidateStore _candidates;
    private readonly Head _candidateHead;
    private readonly FeatureStore _embeddings;
    private readonly MinibatchCandidates _minibatch;
    private readonly float[] _scores;
    private readonly float[] _scoreGradient;
    private readonly float[] _advantages;
    private readonly float[] _greedyInputs;
    private readonly int _width;
    private readonly float _scale;

    public CandidatePolicyLearner(int inputs, CandidateStore candidates, PpoOptions options, ulong seed, int maxRows)
    {
        (_options, _candidates, _width) = (options, candidates, options.CandidateWidth);
        _scale = 1 / MathF.Sqrt(_width);
        int most = checked(options.MinibatchSize * candidates.Choices);
        Head = new Head(new MlpShape(inputs, options.PolicyHidden, _width, options.PolicyActivation), 0, options, maxRows, "policy");
        _candidateHead = new Head(new MlpShape(candidates.Inputs, options.CandidateHidden, _width + 1, options.PolicyActivation), 0, options, most, "candidate", most);
        OrthogonalInitializer.Initialize(Head.Network.Shape, StateGain, new RandomStream(seed, StreamPurpose.PolicyWeights), Head.Weights);
        OrthogonalInitializer.Initialize(_candidateHead.Network.Shape, CandidateGain, new RandomStream(seed, StreamPurpose.CandidateWeights), _candidateHead.Weights);
        ShrinkOwnScores();
        _embeddings = new FeatureStore(_width + 1, 64);
        _minibatch = new MinibatchCandidates(most);
        _scores = new float[candidates.Choices];
        _scoreGradient = new float[candidates.Choices];
        _advantages = new float[options.MinibatchSize];
        _greedyInputs = new float[candidates.Choices * candidates.Inputs];
    }

    /// <inheritdoc/>
    public Head Head { get; }

    /// <summary>The network that reads candidates.</summary>
    public Head CandidateHead => _candidateHead;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Free => default;

    /// <inheritdoc/>
    public int ParameterCount => Head.Network.Shape.ParameterCount + _candidateHead.Network.Shape.ParameterCount;

    /// <inheritdoc/>
    public string Shape => $"{Head.Network.Shape} against {_candidateHead.Network.Shape} of at most {_candidates.Choices} candidates";

    /// <summary>Draws actions among the candidates that the store holds for the transitions from <paramref name="first"/> on.</summary>
    /// <param name="inputs">[environments, Inputs].</param>
    /// <param name="first">Transition of the first environment.</param>
    /// <param name="random">Drawn from, one state after the other.</param>
    /// <param name="actions">[environments], overwritten.</param>
    /// <param name="logProbabilities">[environments], overwritten.</param>
    /// <exception cref="NonFiniteValueException">A network gave something that is not finite; nothing was drawn.</exception>
    public void Act(ReadOnlySpan<float> inputs, int first, RandomStream random, Span<float> actions, Span<float> logProbabilities)
    {
        EmbedNew();
        ReadOnlySpan<float> states = States(inputs, actions.Length);
        for (int i = 0; i < actions.Length; i++)
        {
            ReadOnlySpan<float> scores = Score(states.Slice(i * Head.OutputStride, _width), _candidates.RowsOf(first + i), _embeddings.Rows, _width + 1);
            int choice = Softmax.Sample(scores, random);
            actions[i] = choice;
            logProbabilities[i] = Softmax.LogProbability(scores, choice, out _);
        }
    }

    /// <summary>Chooses the likeliest candidates.</summary>
    /// <param name="inputs">[n, Inputs], n at most the head's rows.</param>
    /// <param name="candidates">Of at least <paramref name="first"/> + n states, checked, raw.</param>
    /// <param name="first">The state in <paramref name="candidates"/> of the first row.</param>
    /// <param name="actions">[n], overwritten.</param>
    public void ActGreedily(ReadOnlySpan<float> inputs, in CandidateBatch candidates, int first, Span<float> actions)
    {
        ReadOnlySpan<float> states = States(inputs, actions.Length);
        int width = candidates.Features.Length / candidates.Keys.Length;
        for (int i = 0; i < actions.Length; i++)
        {
            int start = candidates.Starts[first + i];
            int count = candidates.Starts[first + i + 1] - start;
            Span<float> rows = _greedyInputs.AsSpan(0, count * _candidates.Inputs);
            _candidates.Transform(candidates.Features.Slice(start * width, count * width), rows);
            ReadOnlySpan<float> embeddings = _candidateHead.Forward(rows, count);
            ReadOnlySpan<float> state = states.Slice(i * Head.OutputStride, _width);
            for (int k = 0; k < count; k++)
            {
                _scores[k] = ScoreOf(state, embeddings.Slice(k * _candidateHead.OutputStride, _width + 1));
            }

            actions[i] = Softmax.Mode(_scores.AsSpan(0, count));
        }
    }

    /// <inheritdoc/>
    public void LogProbabilities(ReadOnlySpan<float> inputs, ReadOnlySpan<float> actions, Span<float> logProbabilities)
    {
        int width = Head.Network.Shape.Inputs;
        _embeddings.Clear();
        EmbedNew();
        for (int start = 0; start < logProbabilities.Length; start += Head.MaxRows)
        {
            int rows = Math.Min(Head.MaxRows, logProbabilities.Length - start);
            ReadOnlySpan<float> states = States(inputs.Slice(start * width, rows * width), rows);
            for (int i = 0; i < rows; i++)
            {
                ReadOnlySpan<float> scores = Score(states.Slice(i * Head.OutputStride, _width), _candidates.RowsOf(start + i), _embeddings.Rows, _width + 1);
                logProbabilities[start + i] = Softmax.LogProbability(scores, (int)actions[start + i], out _);
            }
        }
    }

    /// <inheritdoc/>
    public void Learn(RolloutBuffer rollout, FeatureStore states, ReadOnlySpan<int> indices, double learningRate, PolicyStatistics statistics)
    {
        int rows = indices.Length;
        states.Gather(indices, Head.InputRows(rows));
        _minibatch.Collect(_candidates, indices);
        int distinct = _minibatch.Distinct.Length;
        _candidates.States.Gather(_minibatch.Distinct, _candidateHead.InputRows(distinct));
        Span<float> advantages = _advantages.AsSpan(0, rows);
        for (int i = 0; i < rows; i++)
        {
            advantages[i] = rollout.Advantages[indices[i]];
        }

        if (_options.NormalizeAdvantages)
        {
            AdvantageNormalization.Normalize(advantages);
        }

        ReadOnlySpan<float> stateOutputs = Head.Forward(Head.InputRows(rows), rows);
        ReadOnlySpan<float> candidateOutputs = _candidateHead.Forward(_candidateHead.InputRows(distinct), distinct);
        Loss(rollout, indices, stateOutputs, candidateOutputs, advantages, statistics);
        double stateNorm = Head.Descend(rows, learningRate);
        double candidateNorm = _candidateHead.Descend(distinct, learningRate);
        statistics.GradientNorm += Math.Sqrt((stateNorm * stateNorm) + (candidateNorm * candidateNorm));
        statistics.Minibatches++;
        _embeddings.Clear();
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        Head.Save(writer);
        _candidateHead.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(StateReader reader)
    {
        Head.Load(reader);
        _candidateHead.Load(reader);
        _embeddings.Clear();
    }

    // mean over the minibatch of −clipped objective − c·entropy; with g = ∂loss/∂score: ∂loss/∂u = Σ g·v/√d; ∂loss/∂v = Σ g·u/√d and ∂loss/∂a = Σ g over all states that offer it
    private void Loss(
        RolloutBuffer rollout, ReadOnlySpan<int> indices, ReadOnlySpan<float> stateOutputs, ReadOnlySpan<float> candidateOutputs, ReadOnlySpan<float> advantages, PolicyStatistics statistics)
    {
        int stride = _candidateHead.OutputStride;
        int rows = indices.Length;
        float clip = (float)_options.ClipRange;
        float entropyWeight = -(float)_options.EntropyCoefficient / rows;
        Span<float> stateGradient = Head.OutputGradient(rows);
        Span<float> candidateGradient = _candidateHead.OutputGradient(_minibatch.Distinct.Length);
        stateGradient.Clear();
        candidateGradient.Clear();
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<int> own = _minibatch.RowsOf(i);
            int action = (int)rollout.Actions[indices[i]];
            ReadOnlySpan<float> state = stateOutputs.Slice(i * Head.OutputStride, _width);
            ReadOnlySpan<float> scores = Score(state, own, candidateOutputs, stride);
            float logRatio = Softmax.LogProbability(scores, action, out float entropy) - rollout.LogProbabilities[indices[i]];
            float weight = -ClippedObjective.Derivative(logRatio, advantages[i], clip) / rows;
            Span<float> gradient = _scoreGradient.AsSpan(0, own.Length);
            Softmax.Gradient(scores, action, weight, entropyWeight, gradient);
            Span<float> ownGradient = stateGradient.Slice(i * Head.OutputStride, _width);
            for (int k = 0; k < own.Length; k++)
            {
                SingleVector.AddScaled(ownGradient, candidateOutputs.Slice(own[k] * stride, _width), gradient[k] * _scale);
                SingleVector.AddScaled(candidateGradient.Slice(own[k] * stride, _width), state, gradient[k] * _scale);
                candidateGradient[(own[k] * stride) + _width] += gradient[k];
            }

            statistics.Add(ClippedObjective.Value(logRatio, advantages[i], clip), entropy, ClippedObjective.Divergence(logRatio), ClippedObjective.IsClipped(logRatio, clip));
        }
    }

    private void ShrinkOwnScores()
    {
        MlpLayer last = _candidateHead.Network.Shape.Layers[^1];
        for (int input = 0; input < last.Inputs; input++)
        {
            _candidateHead.Weights[last.Start + (input * last.Stride) + _width] *= (float)StateGain;
        }
    }

    private float ScoreOf(ReadOnlySpan<float> state, ReadOnlySpan<float> candidate) =>
        (_scale * SingleVector.Dot(state, candidate[.._width])) + candidate[_width];

    private ReadOnlySpan<float> Score(ReadOnlySpan<float> state, ReadOnlySpan<int> rows, ReadOnlySpan<float> candidates, int stride)
    {
        for (int k = 0; k < rows.Length; k++)
        {
            _scores[k] = ScoreOf(state, candidates.Slice(rows[k] * stride, _width + 1));
        }

        return _scores.AsSpan(0, rows.Length);
    }

    // The weights stand still during a rollout, so a candidate that was offered before need not run again
    private void EmbedNew()
    {
        int inputs = _candidates.Inputs;
        while (_embeddings.Count < _candidates.States.Count)
        {
            int start = _embeddings.Count;
            int rows = Math.Min(_candidateHead.MaxRows, _candidates.States.Count - start);
            ReadOnlySpan<float> outputs = Finite(_candidateHead.Forward(_candidates.States.Rows.Slice(start * inputs, rows * inputs), rows), "candidate");
            Span<float> added = _embeddings.Append(rows);
            for (int i = 0; i < rows; i++)
            {
                outputs.Slice(i * _candidateHead.OutputStride, _width + 1).CopyTo(added[(i * (_width + 1))..]);
            }
        }
    }

    private ReadOnlySpan<float> States(ReadOnlySpan<float> inputs, int rows) => Finite(Head.Forward(inputs, rows), "environment");

    private static ReadOnlySpan<float> Finite(ReadOnlySpan<float> outputs, string what)
    {
        if (FiniteCheck.FirstNonFinite(outputs) is var place and >= 0)
        {
            throw new NonFiniteValueException(
                $"the policy's output for one {what} is {outputs[place]}: its features are too large for float32. Scale them, or set normalize-features to standardize");
        }

        return outputs;
    }
}
