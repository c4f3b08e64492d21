using BitRL.Ppo.Checkpoints;
using BitRL.Ppo.Networks;
using BitRL.Ppo.Networks.Simd;
using BitRL.Ppo.Optimization;

namespace BitRL.Ppo.Learning;

/// <summary>
/// A network with the optimizer and the working memory that train it; parameters that no layer owns (a Gaussian's log standard deviations) follow
/// those of the network. One thread at a time.
/// </summary>
internal sealed class Head
{
    private readonly AlignedBuffer _parameters;
    private readonly AlignedBuffer _gradient;
    private readonly Adam _adam;
    private readonly MlpWorkspace _workspace;
    private readonly float[] _inputs;
    private readonly string _name;
    private readonly int _freeCount;
    private readonly double _maxGradientNorm;

    /// <param name="shape">Of the network.</param>
    /// <param name="freeCount">Parameters beside the network.</param>
    /// <param name="options">Epsilon, largest norm, minibatch size.</param>
    /// <param name="maxRows">Most rows of a pass, at least the minibatch size.</param>
    /// <param name="name">For messages.</param>
    /// <param name="gatherRows">Most rows that are gathered for a gradient step, or null for the minibatch size.</param>
    public Head(MlpShape shape, int freeCount, PpoOptions options, int maxRows, string name, int? gatherRows = null)
    {
        _name = name;
        _freeCount = freeCount;
        _maxGradientNorm = options.MaxGradientNorm;
        _parameters = new AlignedBuffer(shape.BufferLength + AlignedBuffer.Pad(freeCount));
        _gradient = new AlignedBuffer(_parameters.Length);
        _adam = new Adam(_parameters.Length, options.AdamEpsilon);
        Network = new Mlp(shape, _parameters);
        _workspace = new MlpWorkspace(shape, maxRows);
        _inputs = new float[(gatherRows ?? options.MinibatchSize) * shape.Inputs];
    }

    public Mlp Network { get; }

    /// <summary>Parameters of the network, with padding.</summary>
    public Span<float> Weights => _parameters.Span[..Network.Shape.BufferLength];

    /// <summary>Parameters beside the network.</summary>
    public Span<float> Free => _parameters.Span.Slice(Network.Shape.BufferLength, _freeCount);

    /// <summary>Gradient of the free parameters; the loss adds to it.</summary>
    public Span<float> FreeGradient => _gradient.Span.Slice(Network.Shape.BufferLength, _freeCount);

    /// <summary>Gradient of the last step, before clipping, laid out as network, then free parameters.</summary>
    public ReadOnlySpan<float> Gradient => _gradient.Span;

    /// <summary>Rows that one pass can take.</summary>
    public int MaxRows => _workspace.MaxRows;

    /// <summary>Row length of outputs and of their gradient.</summary>
    public int OutputStride => Network.Shape.OutputStride;

    /// <summary>Where a minibatch's inputs are gathered, [rows, Inputs].</summary>
    public Span<float> InputRows(int rows) => _inputs.AsSpan(0, rows * Network.Shape.Inputs);

    /// <summary>Where the loss writes the gradient of the outputs, [rows, OutputStride].</summary>
    public Span<float> OutputGradient(int rows) => _workspace.Gradients(Network.Shape.Layers.Length - 1, rows);

    /// <summary>Runs the network.</summary>
    /// <param name="inputs">[rows, Inputs], at most <see cref="MaxRows"/>.</param>
    /// <param name="rows">How many.</param>
    /// <returns>[rows, OutputStride], valid until the next pass.</returns>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows) => Network.Forward(inputs, rows, _workspace);

    /// <summary>Takes one optimizer step down the gradient that the loss wrote for the gathered inputs.</summary>
    /// <returns>The gradient's norm before clipping.</returns>
    /// <exception cref="NonFiniteValueException">The gradient is not finite; nothing was changed.</exception>
    public double Descend(int rows, double learningRate)
    {
        Network.Backward(InputRows(rows), rows, _workspace, _gradient.Span);
        float scale = GradientClipping.Scale(_gradient.Span, _maxGradientNorm, _name, out double norm);
        _adam.Step(_parameters.Span, _gradient.Span, scale, learningRate);
        return norm;
    }

    public void Save(StateWriter writer)
    {
        writer.Write(_parameters.Span);
        writer.Write(_adam.FirstMoment.Span);
        writer.Write(_adam.SecondMoment.Span);
        writer.Write(_adam.Steps);
    }

    public void Load(StateReader reader)
    {
        reader.Read(_parameters.Span);
        reader.Read(_adam.FirstMoment.Span);
        reader.Read(_adam.SecondMoment.Span);
        _adam.Steps = reader.ReadInt64();
    }
}
