using BitRL.Ppo.Checkpoints;
using BitRL.Ppo.Networks.Simd;
using BitRL.Ppo.Randomness;

namespace BitRL.Ppo.Features;

/// <summary>A fixed affine map from wide features to the inputs of a head (ppo.md #20). Not thread-safe.</summary>
internal sealed class LinearProjection
{
    private const int ChunkRows = 16;

    private readonly int _stride;
    private readonly AlignedBuffer _matrix;
    private readonly AlignedBuffer _bias;
    private readonly AlignedBuffer _scratch;

    /// <summary>A random projection: independent Gaussians of variance 1 / width, which keep the mean variance of the features.</summary>
    public LinearProjection(int width, int outputs, RandomStream random)
    {
        Width = width;
        Outputs = outputs;
        _stride = AlignedBuffer.Pad(outputs);
        _matrix = new AlignedBuffer(width * _stride);
        _bias = new AlignedBuffer(_stride);
        _scratch = new AlignedBuffer(ChunkRows * _stride);
        double deviation = 1 / Math.Sqrt(width);
        for (int row = 0; row < width; row++)
        {
            for (int column = 0; column < outputs; column++)
            {
                _matrix.Span[(row * _stride) + column] = (float)(deviation * random.NextNormal());
            }
        }
    }

    public int Width { get; }

    public int Outputs { get; }

    /// <summary>Becomes the map onto principal components, scaled as a whole so that the outputs have variance 1 in the mean.</summary>
    public void Set(PrincipalComponents components)
    {
        _matrix.Span.Clear();
        double variance = 0;
        for (int k = 0; k < Outputs; k++)
        {
            variance += components.Variances[k] / Outputs;
        }

        double scale = variance > 0 ? 1 / Math.Sqrt(variance) : 1;
        for (int k = 0; k < Outputs; k++)
        {
            double offset = 0;
            for (int i = 0; i < Width; i++)
            {
                _matrix.Span[(i * _stride) + k] = (float)(scale * components.Axes[k][i]);
                offset += scale * components.Axes[k][i] * components.Mean[i];
            }

            _bias.Span[k] = (float)-offset;
        }
    }

    /// <param name="rows">[n, Width].</param>
    /// <param name="destination">[n, Outputs], overwritten.</param>
    public void Apply(ReadOnlySpan<float> rows, Span<float> destination)
    {
        int count = rows.Length / Width;
        for (int start = 0; start < count; start += ChunkRows)
        {
            int chunk = Math.Min(ChunkRows, count - start);
            MatrixProduct.Multiply(new Strided(rows.Slice(start * Width, chunk * Width), Width, 1), _matrix.Span, _bias.Span, _scratch.Span, chunk, Width, _stride);
            for (int row = 0; row < chunk; row++)
            {
                _scratch.Span.Slice(row * _stride, Outputs).CopyTo(destination[((start + row) * Outputs)..]);
            }
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Write(_matrix.Span);
        writer.Write(_bias.Span);
    }

    public void Load(StateReader reader)
    {
        reader.Read(_matrix.Span);
        reader.Read(_bias.Span);
    }
}
