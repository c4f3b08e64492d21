using BitRL.Model.Tokenizer;
using BitRL.Model.Weights;

namespace BitRL.Model.Synthesis;

/// <summary>
/// A byte-level vocabulary like that of Llama 3 (<c>tokenizer.ggml.model</c> "gpt2"): the bytes, invented words, and control tokens at the end,
/// the first of which begins and the second of which ends a text. As in the real ones, <c>tokenizer.ggml.pre</c> is missing.
/// </summary>
/// <param name="size">Token ids.</param>
/// <param name="controls">Control tokens among them, at least 2.</param>
/// <param name="merges">Merge rules, at least one a word.</param>
internal sealed class InventedMerges(int size, int controls, int merges) : ISyntheticVocabulary
{
    private const int Bytes = 256;
    private const int NormalType = 1;
    private const int ControlType = 3;

    /// <inheritdoc/>
    public int Size => size;

    /// <inheritdoc/>
    public void AddTo(GgufWriter writer)
    {
        string[] words = [.. InventedWords.Take(size - controls - Bytes).Select(Spelling)];
        List<string> tokens = [.. Enumerable.Range(0, Bytes).Select(value => ByteAlphabet.Encode([(byte)value])), .. words];
        int begin = tokens.Count;
        tokens.AddRange(Enumerable.Range(0, controls).Select(i => $"<|control_{i}|>"));
        writer.Add("tokenizer.ggml.model", "gpt2");
        writer.AddArray("tokenizer.ggml.tokens", tokens);
        writer.AddArray("tokenizer.ggml.scores", new float[size]);
        writer.AddArray("tokenizer.ggml.token_type", [.. Enumerable.Range(0, size).Select(id => id < begin ? NormalType : ControlType)]);
        writer.AddArray("tokenizer.ggml.merges", [.. Rules(words).Take(merges)]);
        writer.Add("tokenizer.ggml.add_bos_token", true);
        writer.Add("tokenizer.ggml.bos_token_id", (uint)begin);
        writer.Add("tokenizer.ggml.eos_token_id", (uint)begin + 1);
        writer.Add("tokenizer.ggml.padding_token_id", (uint)begin + 1);
    }

    private static string Spelling(string word) => ByteAlphabet.Encode(System.Text.Encoding.ASCII.GetBytes(word));

    // First the rule that makes each word out of the one before it, then other ways to the same words: real vocabularies have two rules a word.
    private static IEnumerable<string> Rules(string[] words)
    {
        foreach (string word in words)
        {
            yield return $"{word[..^1]} {word[^1]}";
        }

        HashSet<string> known = new(words, StringComparer.Ordinal);
        foreach (string word in words)
        {
            for (int split = 1; split < word.Length - 1; split++)
            {
                if ((split == 1 || known.Contains(word[..split])) && known.Contains(word[split..]))
                {
                    yield return $"{word[..split]} {word[split..]}";
                }
            }
        }
    }
}
