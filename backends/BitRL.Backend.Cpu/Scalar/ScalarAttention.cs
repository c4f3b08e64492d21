using BitRL.Backend.Cpu.Memory;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu.Scalar;

/// <summary>Attention, one query and one key at a time, sums in float64.</summary>
internal sealed unsafe class ScalarAttention : IAttentionKernel
{
    /// <inheritdoc/>
    public void Attend(in AttentionView view, SequenceSpan sequence, int keyValueHead, Scratch scratch)
    {
        float* weights = (float*)scratch.Rent((long)(sequence.PrefixLength + sequence.RowCount) * sizeof(float));
        for (int i = 0; i < sequence.RowCount; i++)
        {
            int keys = sequence.PrefixLength + i + 1;
            for (int head = keyValueHead * view.Group; head < (keyValueHead + 1) * view.Group; head++)
            {
                long offset = ((long)(sequence.FirstRow + i) * view.Heads * view.HeadSize) + (head * view.HeadSize);
                Softmax(view, sequence, keyValueHead, view.Query + offset, keys, weights);
                for (int d = 0; d < view.HeadSize; d++)
                {
                    double sum = 0;
                    for (int j = 0; j < keys; j++)
                    {
                        sum += (double)weights[j] * Row(view.PrefixValue, view.Value, view, sequence, keyValueHead, j)[d];
                    }

                    view.Output[offset + d] = (float)sum;
                }
            }
        }
    }

    private static void Softmax(in AttentionView view, SequenceSpan sequence, int keyValueHead, float* query, int keys, float* weights)
    {
        double scale = 1 / Math.Sqrt(view.HeadSize);
        float largest = float.NegativeInfinity;
        for (int j = 0; j < keys; j++)
        {
            float* key = Row(view.PrefixKey, view.Key, view, sequence, keyValueHead, j);
            double sum = 0;
            for (int d = 0; d < view.HeadSize; d++)
            {
                sum += (double)query[d] * key[d];
            }

            weights[j] = (float)(sum * scale);
            largest = MathF.Max(largest, weights[j]);
        }

        double total = 0;
        for (int j = 0; j < keys; j++)
        {
            weights[j] = MathF.Exp(weights[j] - largest);
            total += weights[j];
        }

        for (int j = 0; j < keys; j++)
        {
            weights[j] = (float)(weights[j] / total);
        }
    }

    /// <summary>The key or value of the context's position j: of the cached prefix, or of the batch.</summary>
    private static float* Row(float* prefix, float* rows, in AttentionView view, SequenceSpan sequence, int keyValueHead, int j)
    {
        long head = (long)keyValueHead * view.HeadSize;
        return j < sequence.PrefixLength
            ? prefix + (((long)sequence.PrefixStart + j) * view.KeyValueWidth) + head
            : rows + (((long)sequence.FirstRow + j - sequence.PrefixLength) * view.KeyValueWidth) + head;
    }
}
