using System.Numerics;
using System.Runtime.CompilerServices;
using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Vectors;

/// <summary>
/// Attention with keys in vector lanes: the keys of a head are transposed once, and then all scores of a query come without a horizontal sum. The
/// order of all additions follows from the key's position alone, so a cached prefix gives the same bits as a cold run.
/// </summary>
internal sealed unsafe class VectorAttention : IAttentionKernel
{
    /// <inheritdoc/>
    public void Attend(in AttentionView view, SequenceSpan sequence, int keyValueHead, Scratch scratch)
    {
        int keys = sequence.PrefixLength + sequence.RowCount;
        int padded = (int)Round.Up(keys, 4 * Vector<float>.Count);
        int headSize = view.HeadSize;
        float* transposed = (float*)scratch.Rent(((long)headSize + 1) * padded * sizeof(float));
        float* weights = transposed + ((long)headSize * padded);
        long head = (long)keyValueHead * headSize;
        long newRows = (long)sequence.FirstRow * view.KeyValueWidth;
        long oldRows = (long)sequence.PrefixStart * view.KeyValueWidth;
        Rows values = new(view.PrefixValue + oldRows + head, view.Value + newRows + head, sequence.PrefixLength, view.KeyValueWidth);
        Transpose(new Rows(view.PrefixKey + oldRows + head, view.Key + newRows + head, sequence.PrefixLength, view.KeyValueWidth), keys, headSize, transposed, padded);
        float scale = 1 / MathF.Sqrt(headSize);
        for (int i = 0; i < sequence.RowCount; i++)
        {
            int visible = sequence.PrefixLength + i + 1;
            long row = ((long)(sequence.FirstRow + i) * view.Heads * headSize) + (head * view.Group);
            for (int g = 0; g < view.Group; g++, row += headSize)
            {
                Scores(view.Query + row, transposed, padded, headSize, visible, weights);
                float total = Softmax(weights, visible, scale);
                WeightedSum(values, weights, visible, headSize, 1 / total, view.Output + row);
            }
        }
    }

    private static void Transpose(in Rows keys, int count, int headSize, float* transposed, int padded)
    {
        for (int j = 0; j < count; j++)
        {
            float* key = keys[j];
            float* target = transposed + j;
            for (int d = 0; d < headSize; d++, target += padded)
            {
                *target = key[d];
            }
        }
    }

    /// <summary>weights[j] = query · key j, for all visible keys and up to the end of their last group of vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scores(float* query, float* transposed, int padded, int headSize, int visible, float* weights)
    {
        int j = 0;
        for (; j + (2 * Vector<float>.Count) < visible; j += 4 * Vector<float>.Count)
        {
            Vector<float> a = default, b = default, c = default, d = default;
            float* column = transposed + j;
            for (int i = 0; i < headSize; i++, column += padded)
            {
                Vector<float> q = new(query[i]);
                a = Vector.FusedMultiplyAdd(q, Vector.Load(column), a);
                b = Vector.FusedMultiplyAdd(q, Vector.Load(column + Vector<float>.Count), b);
                c = Vector.FusedMultiplyAdd(q, Vector.Load(column + (2 * Vector<float>.Count)), c);
                d = Vector.FusedMultiplyAdd(q, Vector.Load(column + (3 * Vector<float>.Count)), d);
            }

            Vector.Store(a, weights + j);
            Vector.Store(b, weights + j + Vector<float>.Count);
            Vector.Store(c, weights + j + (2 * Vector<float>.Count));
            Vector.Store(d, weights + j + (3 * Vector<float>.Count));
        }

        if (j < visible)
        {
            Vector<float> a = default, b = default;
            float* column = transposed + j;
            for (int i = 0; i < headSize; i++, column += padded)
            {
                Vector<float> q = new(query[i]);
                a = Vector.FusedMultiplyAdd(q, Vector.Load(column), a);
                b = Vector.FusedMultiplyAdd(q, Vector.Load(column + Vector<float>.Count), b);
            }

            Vector.Store(a, weights + j);
            Vector.Store(b, weights + j + Vector<float>.Count);
        }
    }

    /// <summary>weights = exp(scale · (scores − largest)), 0 for keys that are not visible.</summary>
    /// <returns>Their sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Softmax(float* weights, int visible, float scale)
    {
        for (int j = visible; j % Vector<float>.Count != 0; j++)
        {
            weights[j] = float.NegativeInfinity;
        }

        Vector<float> lanes = Vector.Load(weights);
        for (int j = Vector<float>.Count; j < visible; j += Vector<float>.Count)
        {
            lanes = Vector.MaxNative(lanes, Vector.Load(weights + j));
        }

        float largest = lanes[0];
        for (int lane = 1; lane < Vector<float>.Count; lane++)
        {
            largest = MathF.Max(largest, lanes[lane]);
        }

        Vector<float> total = default;
        Vector<float> shift = new(largest);
        Vector<float> scales = new(scale);
        for (int j = 0; j < visible; j += Vector<float>.Count)
        {
            Vector<float> weight = Vector.Exp((Vector.Load(weights + j) - shift) * scales);
            Vector.Store(weight, weights + j);
            total += weight;
        }

        return Vector.Sum(total);
    }

    /// <summary>output = factor · Σ weight j · value j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightedSum(in Rows values, float* weights, int visible, int headSize, float factor, float* output)
    {
        Vector<float> factors = new(factor);
        int d = 0;
        for (; d <= headSize - (4 * Vector<float>.Count); d += 4 * Vector<float>.Count)
        {
            Vector<float> a = default, b = default, c = default, e = default;
            for (int j = 0; j < visible; j++)
            {
                Vector<float> weight = new(weights[j]);
                float* value = values[j] + d;
                a = Vector.FusedMultiplyAdd(weight, Vector.Load(value), a);
                b = Vector.FusedMultiplyAdd(weight, Vector.Load(value + Vector<float>.Count), b);
                c = Vector.FusedMultiplyAdd(weight, Vector.Load(value + (2 * Vector<float>.Count)), c);
                e = Vector.FusedMultiplyAdd(weight, Vector.Load(value + (3 * Vector<float>.Count)), e);
            }

            Vector.Store(a * factors, output + d);
            Vector.Store(b * factors, output + d + Vector<float>.Count);
            Vector.Store(c * factors, output + d + (2 * Vector<float>.Count));
            Vector.Store(e * factors, output + d + (3 * Vector<float>.Count));
        }

        for (; d < headSize; d++)
        {
            float sum = 0;
            for (int j = 0; j < visible; j++)
            {
                sum += weights[j] * values[j][d];
            }

            output[d] = sum * factor;
        }
    }

    /// <summary>The keys or values of a context: first those of the cached prefix, then those of the batch.</summary>
    private readonly struct Rows(float* prefix, float* rows, int prefixLength, nint width)
    {
        private readonly float* _prefix = prefix;
        private readonly float* _rows = rows - (prefixLength * width);

        public float* this[int j]
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => (j < prefixLength ? _prefix : _rows) + (j * width);
        }
    }
}
