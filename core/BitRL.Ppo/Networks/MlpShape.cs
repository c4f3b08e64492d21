using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace BitRL.Ppo.Networks;

/// <summary>The layers of a head: inputs → hidden… → outputs, with an activation after each hidden layer. Immutable.</summary>
internal sealed class MlpShape
{
    public MlpShape(int inputs, ImmutableArray<int> hidden, int outputs, Activation activation)
    {
        Inputs = inputs;
        Outputs = outputs;
        Activation = activation;
        var layers = ImmutableArray.CreateBuilder<MlpLayer>(hidden.Length + 1);
        int start = 0;
        int width = inputs;
        foreach (int next in hidden.Append(outputs))
        {
            var layer = new MlpLayer(width, next, start);
            layers.Add(layer);
            start = checked(start + layer.Count);
            width = next;
        }

        Layers = layers.MoveToImmutable();
        BufferLength = start;
    }

    public int Inputs { get; }

    public int Outputs { get; }

    public Activation Activation { get; }

    public ImmutableArray<MlpLayer> Layers { get; }

    /// <summary>Floats that the parameters take, padding included.</summary>
    public int BufferLength { get; }

    /// <summary>Weights and biases that are learned.</summary>
    public int ParameterCount => Layers.Sum(layer => (layer.Inputs + 1) * layer.Outputs);

    /// <summary>Row length of the outputs.</summary>
    public int OutputStride => Layers[^1].Stride;

    [SuppressMessage("Globalization", "CA1305", Justification = "invariant globalization")]
    public override string ToString() => $"{string.Join('-', Layers.Select(layer => layer.Inputs))}-{Outputs} {Activation}";
}
