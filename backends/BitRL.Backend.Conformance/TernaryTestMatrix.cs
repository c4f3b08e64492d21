using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance;

/// <summary>A ternary matrix as plain numbers and in the I2_S layout, packed here independently of any backend.</summary>
internal sealed class TernaryTestMatrix
{
    private readonly sbyte[] _values;

    private TernaryTestMatrix(int outputs, int inputs, float scale, Func<int, int, int> value)
    {
        Outputs = outputs;
        Inputs = inputs;
        Scale = scale;
        _values = new sbyte[outputs * inputs];
        byte[] codes = new byte[outputs * inputs / 4];
        for (int n = 0; n < outputs; n++)
        {
            for (int k = 0; k < inputs; k++)
            {
                int weight = value(n, k);
                _values[(n * inputs) + k] = (sbyte)weight;
                int within = k % 128;
                codes[(n * inputs / 4) + (k / 128 * 32) + (within % 32)] |= (byte)((weight + 1) << (6 - (2 * (within / 32))));
            }
        }

        Weights = new TernaryWeights(codes, outputs, inputs, scale);
    }

    public int Outputs { get; }

    public int Inputs { get; }

    public float Scale { get; }

    /// <summary>As a reader would hand it to a device.</summary>
    public TernaryWeights Weights { get; }

    /// <summary>Weights −1, 0 and +1 in equal shares.</summary>
    public static TernaryTestMatrix Seeded(int seed, int outputs, int inputs, float scale)
    {
        Random random = new(seed);
        return new(outputs, inputs, scale, (_, _) => random.Next(3) - 1);
    }

    /// <summary>The same weight everywhere in a row; rows alternate between the given weights.</summary>
    public static TernaryTestMatrix Constant(int outputs, int inputs, params int[] weights) => new(outputs, inputs, 1, (n, _) => weights[n % weights.Length]);

    /// <summary>Output n reads input <paramref name="source"/>(n) alone.</summary>
    public static TernaryTestMatrix Selecting(int outputs, int inputs, Func<int, int> source) => new(outputs, inputs, 1, (n, k) => k == source(n) ? 1 : 0);

    /// <summary>Σ w·q of one output.</summary>
    public long Sum(int output, ReadOnlySpan<int> quantized)
    {
        long sum = 0;
        for (int k = 0; k < Inputs; k++)
        {
            sum += _values[(output * Inputs) + k] * quantized[k];
        }

        return sum;
    }
}
