using BitRL.Model.Weights;

namespace BitRL.Model.Synthesis;

/// <summary>
/// A vocabulary of pieces with scores and byte fallback, like that of Gemma (<c>tokenizer.ggml.model</c> "llama"): four special tokens, the
/// bytes, printable characters, and invented words, of which the earlier scores higher. A blank reads as U+2581.
/// </summary>
/// <param name="size">Token ids.</param>
internal sealed class InventedPieces(int size) : ISyntheticVocabulary
{
    private const string Blank = "\u2581";
    private const int NormalType = 1;
    private const int UnknownType = 2;
    private const int ControlType = 3;
    private const int ByteType = 6;
    private static readonly string[] Special = ["<pad>", "<eos>", "<bos>", "<unk>"];

    /// <inheritdoc/>
    public int Size => size;

    /// <inheritdoc/>
    public void AddTo(GgufWriter writer)
    {
        List<string> tokens = [.. Special];
        List<int> types = [ControlType, ControlType, ControlType, UnknownType];
        tokens.AddRange(Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>"));
        types.AddRange(Enumerable.Repeat(ByteType, tokens.Count - types.Count));
        tokens.Add(Blank);
        tokens.Add("\n");
        tokens.AddRange(Enumerable.Range('!', '~' - '!' + 1).Select(character => ((char)character).ToString()));
        int firstWord = tokens.Count;
        tokens.AddRange(InventedWords.Take(size - firstWord).Select(word => word.Replace(" ", Blank, StringComparison.Ordinal)));
        types.AddRange(Enumerable.Repeat(NormalType, size - types.Count));
        writer.Add("tokenizer.ggml.model", "llama");
        writer.Add("tokenizer.ggml.pre", "default");
        writer.AddArray("tokenizer.ggml.tokens", tokens);
        writer.AddArray("tokenizer.ggml.scores", [.. Enumerable.Range(0, size).Select(id => id < firstWord ? 0f : firstWord - 1 - id)]);
        writer.AddArray("tokenizer.ggml.token_type", [.. types]);
        writer.Add("tokenizer.ggml.add_space_prefix", false);
        writer.Add("tokenizer.ggml.bos_token_id", 2u);
        writer.Add("tokenizer.ggml.eos_token_id", 1u);
        writer.Add("tokenizer.ggml.unknown_token_id", 3u);
        writer.Add("tokenizer.ggml.padding_token_id", 0u);
    }
}
