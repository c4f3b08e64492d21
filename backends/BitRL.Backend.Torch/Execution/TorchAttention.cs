using BitRL.Backend.Torch.Memory;
using BitRL.Contracts.Backends;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Execution;

/// <summary>Attention of a ragged batch as two batched products over rectangles (<see cref="SequenceLayout"/>), in float32.</summary>
internal static class TorchAttention
{
    /// <summary>Runs it. Everything was checked; temporaries belong to the caller's dispose scope.</summary>
    public static void Run(TorchBatch batch, in AttentionArguments arguments)
    {
        SequenceLayout layout = batch.Layout;
        layout.PrepareRows();
        layout.PrepareContext();
        int sequences = batch.Sequences.Length;
        int keyValueHeads = arguments.KeyValueHeads;
        int headSize = arguments.HeadSize;
        int queries = layout.Queries;
        int context = layout.Context;

        // Heads that share keys lie one after the other, so that they form one product with them.
        Tensor query = ((TorchTensor)arguments.Query).Values.index_select(0, layout.QueryRows)
            .mul_(Scalars.Of((float)(1 / Math.Sqrt(headSize))))
            .view(sequences, queries, arguments.Heads, headSize).transpose(1, 2)
            .reshape(sequences * keyValueHeads, -1, headSize);
        Tensor key = Context(batch, arguments.Key, arguments.PrefixKey)
            .view(sequences, context, keyValueHeads, headSize).permute(0, 2, 3, 1)
            .reshape(sequences * keyValueHeads, headSize, context);
        Tensor value = Context(batch, arguments.Value, arguments.PrefixValue)
            .view(sequences, context, keyValueHeads, headSize).transpose(1, 2)
            .reshape(sequences * keyValueHeads, context, headSize);

        Tensor scores = bmm(query, key);
        scores.view(sequences, arguments.Heads, queries, context).add_(layout.Mask, Scalars.One);
        Tensor mixed = bmm(scores.softmax(-1), value);
        Tensor places = mixed.view(sequences, arguments.Heads, queries, headSize).transpose(1, 2).reshape(sequences * queries, -1);
        ((TorchTensor)arguments.Output).First(batch.TokenCount).copy_(places.index_select(0, layout.ResultRows));
    }

    // [sequences · context, width]: a copy of the prefixes' rows, overwritten with the new ones at their places.
    private static Tensor Context(TorchBatch batch, DeviceTensor rows, DeviceTensor? prefix)
    {
        SequenceLayout layout = batch.Layout;
        if (batch.PrefixEnd == 0)
        {
            return ((TorchTensor)rows).Values.index_select(0, layout.ContextRows);
        }

        Tensor context = ((TorchTensor)prefix!).Values.index_select(0, layout.ContextRows);
        return context.index_copy_(0, layout.ContextPlaces, ((TorchTensor)rows).First(batch.TokenCount));
    }
}
