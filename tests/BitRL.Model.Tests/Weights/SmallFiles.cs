using BitRL.Contracts.Pretraining;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;

namespace BitRL.Model.Tests.Weights;

/// <summary>Whole models of some ten kilobytes in every tensor type and with every general tokenizer, to be damaged.</summary>
internal static class SmallFiles
{
    private const int Size = 128;

    public static GgufWriter Writer(string tokenizer, bool isTernary)
    {
        var writer = new GgufWriter();
        string[] tokens = tokenizer == "gpt2" ? ByteLevelTokens() : ["<unk>", "<s>", "</s>", .. Enumerable.Range(0, 256).Select(i => $"<0x{i:X2}>"), "\u2581x", "x=", "=1"];
        BackboneMetadata.AddShape(writer, Shape(tokens.Length, isTernary), "small");
        writer.Add("general.alignment", 32u);
        writer.Add("tokenizer.ggml.model", tokenizer);
        writer.AddArray("tokenizer.ggml.tokens", tokens);
        writer.AddArray("tokenizer.ggml.token_type", [.. tokens.Select((t, i) => tokenizer == "gpt2" ? 1 : i < 3 ? 3 : i < 259 ? 6 : 1)]);
        writer.AddArray("tokenizer.ggml.scores", new float[tokens.Length]);
        writer.AddArray("tokenizer.ggml.merges", (string[])["x =", "x= 1"]);
        writer.Add("tokenizer.ggml.bos_token_id", 1u);
        writer.Add("tokenizer.ggml.add_bos_token", true);
        writer.AddArray(BackboneMetadata.FieldEmbeddingKey, new float[2 * Size]);
        writer.Add(BackboneMetadata.FieldOrdinalsKey, 2u);
        writer.AddFloat16("token_embd.weight", Values(tokens.Length * Size, 1), Size, tokens.Length);
        writer.AddFloat32("output_norm.weight", Values(Size, 2), Size);
        foreach (string norm in (string[])["attn_norm", "attn_sub_norm", "ffn_norm", "ffn_sub_norm"])
        {
            writer.AddFloat32($"blk.0.{norm}.weight", Values(Size, 3), Size);
        }

        foreach (string linear in (string[])["attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"])
        {
            AddLinear(writer, $"blk.0.{linear}.weight", isTernary || linear is not ("attn_q" or "ffn_gate"));
        }

        return writer;
    }

    public static byte[] Bytes(GgufWriter writer)
    {
        using var stream = new MemoryStream();
        writer.WriteTo(stream);
        return stream.ToArray();
    }

    public static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    private static void AddLinear(GgufWriter writer, string name, bool isTernary)
    {
        float[] values = Values(Size * Size, name.Length);
        if (isTernary)
        {
            writer.AddTernary(name, TernaryPacking.Ternarize(values, Size, Size));
        }
        else
        {
            writer.AddQ8(name, values, Size, Size);
        }
    }

    // The printable spelling of every byte, then the two merged tokens.
    private static string[] ByteLevelTokens()
    {
        int next = 0x100;
        return [.. Enumerable.Range(0, 256).Select(b => ((char)(b is (>= 0x21 and <= 0x7E) or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) ? b : next++)).ToString()), "x=", "x=1"];
    }

    private static BackboneShape Shape(int vocabulary, bool isTernary) => new()
    {
        VocabularySize = vocabulary,
        FieldOrdinals = 2,
        HiddenSize = Size,
        Blocks = 1,
        Heads = 2,
        KeyValueHeads = 2,
        FeedForwardSize = Size,
        ContextLength = 64,
        IsTernary = isTernary,
    };
}
