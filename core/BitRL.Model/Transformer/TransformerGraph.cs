using BitRL.Contracts.Backends;
using BitRL.Model.KvCache;

namespace BitRL.Model.Transformer;

/// <summary>
/// The forward pass of the BitNet b1.58 family, written once over whatever kernels a device supplies. Each block, on the residual h:
/// h += Output(norm(attention(Query(x), Key(x), Value(x)))) with x = norm(h), then h += Down(norm(activation(Gate(x)) · Up(x))) with x = norm(h).
/// Holds no state; every row is computed from its own sequence alone.
/// </summary>
internal static class TransformerGraph
{
    /// <summary>Runs the new tokens of all sequences through the blocks and the final norm; the hidden states are then in <see cref="GraphWorkspace.Residual"/>.</summary>
    /// <param name="backbone">The weights.</param>
    /// <param name="workspace">Reserved for the batch.</param>
    /// <param name="batch">The sequences.</param>
    /// <param name="prefixes">Where their prefixes lie; may be null where none has one.</param>
    /// <param name="finalNorm">False leaves the residual stream as it is after the last block.</param>
    public static void Run(Backbone backbone, GraphWorkspace workspace, in SequenceBatch batch, PrefixStore? prefixes, bool finalNorm = true)
    {
        int rows = batch.Tokens.Length;
        Embed(backbone, workspace, batch);
        for (int block = 0; block < backbone.Blocks.Count; block++)
        {
            BlockWeights weights = backbone.Blocks[block];
            ProjectKeysAndValues(backbone, workspace, weights, rows);
            Attend(backbone, workspace, weights, prefixes, block, rows);
            FeedForward(backbone, workspace, weights, rows);
        }

        if (finalNorm)
        {
            workspace.Queue.RmsNorm(workspace.Residual, backbone.OutputNorm, backbone.Configuration.NormEpsilon, rows, workspace.Residual);
        }
    }

    /// <summary>Runs one sequence only as far as its keys and values, and stores those of every block.</summary>
    /// <param name="backbone">The weights.</param>
    /// <param name="workspace">Reserved for the sequence.</param>
    /// <param name="batch">One sequence, which may have a prefix itself.</param>
    /// <param name="prefixes">Where its prefix lies and where its keys and values go.</param>
    /// <param name="targetRow">First row there of the new tokens.</param>
    public static void Prefill(Backbone backbone, GraphWorkspace workspace, in SequenceBatch batch, PrefixStore prefixes, int targetRow)
    {
        int rows = batch.Tokens.Length;
        Embed(backbone, workspace, batch);
        for (int block = 0; block < backbone.Blocks.Count; block++)
        {
            BlockWeights weights = backbone.Blocks[block];
            ProjectKeysAndValues(backbone, workspace, weights, rows);
            workspace.Queue.CopyRows(workspace.Key, 0, prefixes.Keys[block], targetRow, rows);
            workspace.Queue.CopyRows(workspace.Value, 0, prefixes.Values[block], targetRow, rows);
            if (block == backbone.Blocks.Count - 1)
            {
                return;
            }

            Attend(backbone, workspace, weights, prefixes, block, rows);
            FeedForward(backbone, workspace, weights, rows);
        }
    }

    private static void Embed(Backbone backbone, GraphWorkspace workspace, in SequenceBatch batch)
    {
        workspace.Queue.Upload(batch, workspace.Batch);
        workspace.Queue.Embed(workspace.Batch, backbone.TokenEmbedding, backbone.FieldEmbedding, workspace.Residual);
    }

    // Leaves the normalised rows where the query needs them too.
    private static void ProjectKeysAndValues(Backbone backbone, GraphWorkspace workspace, BlockWeights weights, int rows)
    {
        BackboneConfiguration shape = backbone.Configuration;
        Normalize(backbone, workspace, workspace.Residual, weights.AttentionNorm, rows, weights.Query, weights.Key, weights.Value);
        Project(workspace, weights.Key, rows, workspace.Key);
        Project(workspace, weights.Value, rows, workspace.Value);
        workspace.Queue.Rope(workspace.Batch, workspace.Key, shape.KeyValueHeads, shape.HeadSize, shape.RopeFrequencyBase);
    }

    private static void Attend(Backbone backbone, GraphWorkspace workspace, BlockWeights weights, PrefixStore? prefixes, int block, int rows)
    {
        BackboneConfiguration shape = backbone.Configuration;
        Project(workspace, weights.Query, rows, workspace.Query);
        workspace.Queue.Rope(workspace.Batch, workspace.Query, shape.Heads, shape.HeadSize, shape.RopeFrequencyBase);
        workspace.Queue.Attention(workspace.Batch, new AttentionArguments
        {
            Query = workspace.Query,
            Key = workspace.Key,
            Value = workspace.Value,
            PrefixKey = prefixes?.Keys[block],
            PrefixValue = prefixes?.Values[block],
            Output = workspace.Attention,
            Heads = shape.Heads,
            KeyValueHeads = shape.KeyValueHeads,
            HeadSize = shape.HeadSize,
        });
        AddToResidual(backbone, workspace, workspace.Attention, weights.AttentionSubNorm, workspace.QuantizedAttention, weights.Output, rows);
    }

    private static void FeedForward(Backbone backbone, GraphWorkspace workspace, BlockWeights weights, int rows)
    {
        BackboneConfiguration shape = backbone.Configuration;
        IComputeQueue queue = workspace.Queue;
        Normalize(backbone, workspace, workspace.Residual, weights.FeedForwardNorm, rows, weights.Gate, weights.Up);
        Project(workspace, weights.Gate, rows, workspace.Gate);
        Project(workspace, weights.Up, rows, workspace.Up);
        queue.Gate(shape.Activation, workspace.Gate, workspace.Up, rows, workspace.Gate);
        AddToResidual(backbone, workspace, workspace.Gate, weights.FeedForwardSubNorm, workspace.QuantizedWide, weights.Down, rows);
    }

    // The last product of a sublayer. Nobody else reads its input, so that a dense one may be normalised in place.
    private static void AddToResidual(
        Backbone backbone, GraphWorkspace workspace, DeviceTensor input, DeviceTensor norm, QuantizedRows quantized, LinearLayer layer, int rows)
    {
        float epsilon = backbone.Configuration.NormEpsilon;
        if (layer.IsTernary)
        {
            workspace.Queue.RmsNormQuantize(input, norm, epsilon, rows, quantized);
            workspace.Queue.TernaryMatMul(quantized, layer.Matrix, rows, workspace.Residual, accumulate: true);
        }
        else
        {
            workspace.Queue.RmsNorm(input, norm, epsilon, rows, input);
            workspace.Queue.DenseMatMul(input, layer.Matrix, rows, workspace.Residual, accumulate: true);
        }
    }

    // Makes whichever form of the rows the readers want; files may mix ternary and dense layers.
    private static void Normalize(Backbone backbone, GraphWorkspace workspace, DeviceTensor input, DeviceTensor norm, int rows, params ReadOnlySpan<LinearLayer> readers)
    {
        float epsilon = backbone.Configuration.NormEpsilon;
        bool ternary = false;
        bool dense = false;
        foreach (LinearLayer reader in readers)
        {
            ternary |= reader.IsTernary;
            dense |= !reader.IsTernary;
        }

        if (ternary)
        {
            workspace.Queue.RmsNormQuantize(input, norm, epsilon, rows, workspace.Quantized);
        }

        if (dense)
        {
            workspace.Queue.RmsNorm(input, norm, epsilon, rows, workspace.Normalized);
        }
    }

    private static void Project(GraphWorkspace workspace, LinearLayer layer, int rows, DeviceTensor output)
    {
        if (layer.IsTernary)
        {
            workspace.Queue.TernaryMatMul(workspace.Quantized, layer.Matrix, rows, output, accumulate: false);
        }
        else
        {
            workspace.Queue.DenseMatMul(workspace.Normalized, layer.Matrix, rows, output, accumulate: false);
        }
    }
}
