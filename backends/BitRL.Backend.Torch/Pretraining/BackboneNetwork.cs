using BitRL.Contracts.Pretraining;
using TorchSharp;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Pretraining;

/// <summary>
/// The training graph of a BitNet b1.58 backbone: the same arithmetic as the inference graph, with ternary weights and int8 activations
/// imitated in float32 and gradients passed straight through both.
/// </summary>
internal sealed class BackboneNetwork
{
    private readonly BackboneShape _shape;
    private readonly List<Parameter> _parameters = [];
    private readonly Block[] _blocks;
    private readonly Parameter _tokenEmbedding;
    private readonly Parameter? _fieldEmbedding;
    private readonly Parameter _outputNorm;
    private readonly Tensor _cosine;
    private readonly Tensor _sine;

    public BackboneNetwork(BackboneShape shape, ReadOnlyMemory<float> initialTokenEmbedding)
    {
        _shape = shape;
        int width = shape.HiddenSize;
        Tensor tokens = initialTokenEmbedding.IsEmpty
            ? randn(shape.VocabularySize, width) * 0.2
            : tensor(initialTokenEmbedding.ToArray(), [shape.VocabularySize, width]);
        _tokenEmbedding = Add("token_embd.weight", tokens, isTernary: false, decays: false);
        _fieldEmbedding = shape.FieldOrdinals == 0 ? null : Add("field_embd.weight", randn(shape.FieldOrdinals, width) * 0.2, isTernary: false, decays: false);
        _outputNorm = AddNorm("output_norm.weight", width);
        _blocks = [.. Enumerable.Range(0, shape.Blocks).Select(AddBlock)];
        (_cosine, _sine) = RotaryTables(shape);
    }

    /// <summary>All trained tensors of the backbone.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>Hidden states after the final norm.</summary>
    /// <param name="tokens">[sequences, length] int64.</param>
    /// <param name="ordinals">[sequences, length] int64.</param>
    /// <returns>[sequences · length, hidden].</returns>
    public Tensor Forward(Tensor tokens, Tensor ordinals)
    {
        long sequences = tokens.shape[0];
        long length = tokens.shape[1];
        Tensor hidden = _tokenEmbedding.Effective.index_select(0, tokens.view(-1));
        if (_fieldEmbedding is not null)
        {
            hidden = hidden + _fieldEmbedding.Effective.index_select(0, ordinals.view(-1));
        }

        foreach (Block block in _blocks)
        {
            using Tensor mixed = Attention(block, hidden, sequences, length);
            using Tensor between = hidden + mixed;
            using Tensor fed = FeedForward(block, between);
            hidden.Dispose();
            hidden = between + fed;
        }

        return Norm(hidden, _outputNorm);
    }

    /// <summary>Frees what is not a parameter; the parameters are the trainer's.</summary>
    public void DisposeTables()
    {
        _cosine.Dispose();
        _sine.Dispose();
    }

    private Tensor Attention(Block block, Tensor hidden, long sequences, long length)
    {
        // Handles that only this layer needs are given up at once: autograd keeps what it needs, and the heap stays small.
        using DisposeScope scope = NewDisposeScope();
        int headSize = _shape.HiddenSize / _shape.Heads;
        int turned = _shape.Heads + _shape.KeyValueHeads;
        Tensor input = Quantize(Norm(hidden, block.AttentionNorm));
        Tensor weights = cat([block.Query.Effective, block.Key.Effective, block.Value.Effective]);
        Tensor projected = nn.functional.linear(input, weights).view(sequences, length, turned + _shape.KeyValueHeads, headSize).transpose(1, 2);
        Tensor rotated = Rotate(projected.narrow(1, 0, turned), length);
        Tensor query = rotated.narrow(1, 0, _shape.Heads);
        Tensor key = RepeatHeads(rotated.narrow(1, _shape.Heads, _shape.KeyValueHeads));
        Tensor value = RepeatHeads(projected.narrow(1, turned, _shape.KeyValueHeads));

        // Padding follows the text, so the causal mask alone keeps it out of every real position.
        Tensor mixed = nn.functional.scaled_dot_product_attention(query, key, value, is_casual: true);
        Tensor joined = mixed.transpose(1, 2).reshape(sequences * length, _shape.HiddenSize);
        return nn.functional.linear(Quantize(Norm(joined, block.AttentionSubNorm)), block.Output.Effective).MoveToOuterDisposeScope();
    }

    private Tensor FeedForward(Block block, Tensor hidden)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor input = Quantize(Norm(hidden, block.FeedForwardNorm));
        Tensor weights = cat([block.Gate.Effective, block.Up.Effective]);
        Tensor both = nn.functional.linear(input, weights);
        Tensor gate = nn.functional.relu(both.narrow(1, 0, _shape.FeedForwardSize));
        Tensor gated = gate.square() * both.narrow(1, _shape.FeedForwardSize, _shape.FeedForwardSize);
        return nn.functional.linear(Quantize(Norm(gated, block.FeedForwardSubNorm)), block.Down.Effective).MoveToOuterDisposeScope();
    }

    private Tensor Norm(Tensor input, Parameter weight)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor scale = (input.square().mean([-1], keepdim: true) + _shape.NormEpsilon).rsqrt();
        return (input * scale * weight.Effective).MoveToOuterDisposeScope();
    }

    /// <summary>What int8 per-token quantisation leaves of the activations: round-half-even(x · s) / s with s = 127 / max(1e-5, max|x|).</summary>
    private Tensor Quantize(Tensor input)
    {
        if (!_shape.IsTernary)
        {
            return input;
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor error;
        using (no_grad())
        {
            // No clamp: |x| · 127 / max|x| cannot round to more than 127.
            Tensor plain = input.detach();
            Tensor scale = 127f / plain.abs().amax([-1], keepdim: true).clamp_min_(1e-5);
            error = plain.mul(scale).round_().div_(scale).sub_(plain);
        }

        return (input + error).MoveToOuterDisposeScope();
    }

    private Tensor Rotate(Tensor heads, long length)
    {
        Tensor[] halves = heads.chunk(2, -1);
        Tensor cosine = _cosine.narrow(0, 0, length);
        Tensor sine = _sine.narrow(0, 0, length);
        return cat([(halves[0] * cosine) - (halves[1] * sine), (halves[1] * cosine) + (halves[0] * sine)], -1);
    }

    private Tensor RepeatHeads(Tensor heads) =>
        _shape.Heads == _shape.KeyValueHeads ? heads : heads.repeat_interleave(_shape.Heads / _shape.KeyValueHeads, 1);

    private Block AddBlock(int index)
    {
        string prefix = $"blk.{index}.";
        int width = _shape.HiddenSize;
        int narrow = width / _shape.Heads * _shape.KeyValueHeads;
        int inner = _shape.FeedForwardSize;
        return new Block(
            AddNorm(prefix + "attn_norm.weight", width),
            AddNorm(prefix + "attn_sub_norm.weight", width),
            AddNorm(prefix + "ffn_norm.weight", width),
            AddNorm(prefix + "ffn_sub_norm.weight", inner),
            AddLinear(prefix + "attn_q.weight", width, width),
            AddLinear(prefix + "attn_k.weight", narrow, width),
            AddLinear(prefix + "attn_v.weight", narrow, width),
            AddLinear(prefix + "attn_output.weight", width, width),
            AddLinear(prefix + "ffn_gate.weight", inner, width),
            AddLinear(prefix + "ffn_up.weight", inner, width),
            AddLinear(prefix + "ffn_down.weight", width, inner));
    }

    private Parameter AddNorm(string name, int width) => Add(name, ones(width), isTernary: false, decays: false);

    private Parameter AddLinear(string name, int outputs, int inputs) =>
        Add(name, randn(outputs, inputs) / Math.Sqrt(inputs), _shape.IsTernary, decays: true);

    private Parameter Add(string name, Tensor value, bool isTernary, bool decays)
    {
        var parameter = new Parameter(name, value, isTernary, decays, isExported: true);
        _parameters.Add(parameter);
        return parameter;
    }

    // NEOX rotation: element j turns together with j + headSize / 2, by position · base^(−2j / headSize).
    private static (Tensor Cosine, Tensor Sine) RotaryTables(BackboneShape shape)
    {
        int half = shape.HiddenSize / shape.Heads / 2;
        var cosine = new float[shape.ContextLength * half];
        var sine = new float[shape.ContextLength * half];
        for (int position = 0; position < shape.ContextLength; position++)
        {
            for (int j = 0; j < half; j++)
            {
                (double s, double c) = Math.SinCos(position * Math.Pow(shape.RopeFrequencyBase, -(double)j / half));
                cosine[(position * half) + j] = (float)c;
                sine[(position * half) + j] = (float)s;
            }
        }

        return (tensor(cosine, [shape.ContextLength, half]), tensor(sine, [shape.ContextLength, half]));
    }

    private sealed record Block(
        Parameter AttentionNorm,
        Parameter AttentionSubNorm,
        Parameter FeedForwardNorm,
        Parameter FeedForwardSubNorm,
        Parameter Query,
        Parameter Key,
        Parameter Value,
        Parameter Output,
        Parameter Gate,
        Parameter Up,
        Parameter Down);
}
