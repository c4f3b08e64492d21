namespace BitRL.Model.Transformer;

/// <summary>Names of a backbone's tensors in GGUF.</summary>
internal static class TensorNames
{
    public const string TokenEmbedding = "token_embd.weight";
    public const string OutputNorm = "output_norm.weight";

    public static string Block(int block, string part) => $"blk.{block}.{part}.weight";
}
