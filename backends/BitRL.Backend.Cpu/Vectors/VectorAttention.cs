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
    private const int TileQueries = 4;
    private const int PartOfHead = 32;

    /// <inheritdoc/>
    public void Attend(in AttentionView view, SequenceSpan sequence, int keyValueHead, Scratch scratch)
    {
        int keys = sequence.PrefixLength + sequence.RowCount;
        int padded = (int)Round.Up(keys, 2 * Vector<float>.Count);
        int headSize = view.HeadSize;
        float* transposed = (float*)scratch.Rent(((long)headSize + TileQueries) * padded * sizeof(float));
        float* weights = transposed + ((long)headSize * padded);
        long head = (long)keyValueHead * headSize;
        long newRows = (long)sequence.FirstRow * view.KeyValueWidth;
        long oldRows = (long)sequence.PrefixStart * view.KeyValueWidth;
        Rows values = new(view.PrefixValue + oldRows + head, view.Value + newRows + head, sequence.PrefixLength, view.KeyValueWidth);
        Transpose(new Rows(view.PrefixKey + oldRows + head, view.Key + newRows + head, sequence.PrefixLength, view.KeyValueWidth), keys, headSize, transposed, padded);
        nint stride = (nint)view.Heads * headSize;
        for (int g = 0; g < view.Group; g++)
        {
            long first = (sequence.FirstRow * stride) + (((keyValueHead * view.Group) + g) * headSize);
            for (int i = 0; i < sequence.RowCount; i += TileQueries)
            {
                int queries = Math.Min(TileQueries, sequence.RowCount - i);
                float* query = view.Query + first + (i * stride);
                Scores(query, stride, queries, transposed, padded, headSize, sequence.PrefixLength + i + queries, weights);
                for (int t = 0; t < queries; t++)
                {
                    int visible = sequence.PrefixLength + i + t + 1;
                    float* row = weights + ((long)t * padded);
                    float total = Softmax(row, visible, 1 / MathF.Sqrt(headSize));
                    WeightedSum(values, row, visible, headSize, 1 / total, view.Output + first + ((i + t) * stride));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>
    /// weights[t, j] = query t · key j, for all keys that the last query sees and on to the end of their last pair of vectors. Where there are
    /// fewer than four queries, the last is computed more than once. Long heads are summed in parts, which keeps the error of a score near one rounding.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scores(float* query, nint stride, int queries, float* transposed, int padded, int headSize, int visible, float* weights)
    {
        float* q1 = query + (queries > 1 ? stride : 0);
        float* q2 = q1 + (queries > 2 ? stride : 0);
        float* q3 = q2 + (queries > 3 ? stride : 0);
        for (int from = 0; from < headSize; from += PartOfHead)
        {
            ScorePart(query, q1, q2, q3, transposed, padded, from, Math.Min(headSize, from + PartOfHead), visible, weights);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScorePart(float* query, float* q1, float* q2, float* q3, float* transposed, int padded, int from, int to, int visible, float* weights)
    {
        for (int j = 0; j < visible; j += 2 * Vector<float>.Count)
        {
            Vector<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            float* column = transposed + ((long)from * padded) + j;
            for (int i = from; i < to; i++, column += padded)
            {
                Vector<float> k = Vector.Load(column);
                Vector<float> l = Vector.Load(column + Vector<float>.Count);
                (a0, b0) = Multiply(query[i], k, l, a0, b0);
                (a1, b1) = Multiply(q1[i], k, l, a1, b1);
                (a2, b2) = Multiply(q2[i], k, l, a2, b2);
                (a3, b3) = Multiply(q3[i], k, l, a3, b3);
            }

            Store(a0, b0, weights + j, from > 0);
            Store(a1, b1, weights + padded + j, from > 0);
            Store(a2, b2, weights + (2L * padded) + j, from > 0);
            Store(a3, b3, weights + (3L * padded) + j, from > 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<float> A, Vector<float> B) Multiply(float query, Vector<float> k, Vector<float> l, Vector<float> a, Vector<float> b)
    {
        Vector<float> q = new(query);
        return (Vector.FusedMultiplyAdd(q, k, a), Vector.FusedMultiplyAdd(q, l, b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector<float> a, Vector<float> b, float* target, bool adds)
    {
        Vector.Store(adds ? Vector.Load(target) + a : a, target);
        Vector.Store(adds ? Vector.Load(target + Vector<float>.Count) + b : b, target + Vector<float>.Count);
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

        float largest = VectorMath.HorizontalMax(lanes);
        Vector<float> total = default;
        Vector<float> shift = new(largest);
        Vector<float> scales = new(scale);
        for (int j = 0; j < visible; j += Vector<float>.Count)
        {
            Vector<float> weight = VectorMath.ExpOfNegative((Vector.Load(weights + j) - shift) * scales);
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
