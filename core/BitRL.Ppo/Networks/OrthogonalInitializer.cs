using BitRL.Ppo.Randomness;

namespace BitRL.Ppo.Networks;

/// <summary>Fills weights with scaled orthogonal matrices and biases with 0 (ppo.md #2).</summary>
internal static class OrthogonalInitializer
{
    /// <summary>The gain of hidden layers.</summary>
    public static readonly double HiddenGain = Math.Sqrt(2);

    /// <param name="shape">Of the network.</param>
    /// <param name="outputGain">Gain of the last layer.</param>
    /// <param name="random">Drawn from.</param>
    /// <param name="parameters">Laid out by the shape; overwritten.</param>
    public static void Initialize(MlpShape shape, double outputGain, RandomStream random, Span<float> parameters)
    {
        parameters[..shape.BufferLength].Clear();
        for (int i = 0; i < shape.Layers.Length; i++)
        {
            MlpLayer layer = shape.Layers[i];
            double gain = i == shape.Layers.Length - 1 ? outputGain : HiddenGain;
            Fill(parameters[layer.Weights], layer, gain, random);
        }
    }

    private static void Fill(Span<float> weights, MlpLayer layer, double gain, RandomStream random)
    {
        int count = Math.Min(layer.Inputs, layer.Outputs);
        int length = Math.Max(layer.Inputs, layer.Outputs);
        double[][] vectors = Orthonormal(count, length, random);
        for (int input = 0; input < layer.Inputs; input++)
        {
            for (int output = 0; output < layer.Outputs; output++)
            {
                double value = layer.Outputs <= layer.Inputs ? vectors[output][input] : vectors[input][output];
                weights[(input * layer.Stride) + output] = (float)(gain * value);
            }
        }
    }

    // Gaussian vectors made orthonormal one after the other are uniform over all orthogonal matrices
    private static double[][] Orthonormal(int count, int length, RandomStream random)
    {
        var vectors = new double[count][];
        for (int i = 0; i < count; i++)
        {
            vectors[i] = new double[length];
            foreach (ref double value in vectors[i].AsSpan())
            {
                value = random.NextNormal();
            }
        }

        DoubleVector.Orthonormalize(vectors);
        return vectors;
    }
}
