namespace BitRL.Model.Transformer;

/// <summary>Names of a backbone's tensors in GGUF.</summary>
internal static class TensorNames
{
    public const string TokenEmbedding = "token_embd.weight";
    public const string OutputNorm = "output_norm.weight";

    /// <summary>Whether a tensor of two dimensions with this name is a linear layer of a block.</summary>
    public static bool IsMatrixOfBlock(string name) => name.StartsWith("blk.", StringComparison.Ordinal) && name.EndsWith(".weight", StringComparison.Ordinal);

    public static string Block(int block, string part) => $"blk.{block}.{part}.weight";
}
