using System.Text;
using BitRL.Model.Tokenizer;
using BitRL.Model.Weights;
using Microsoft.ML.Tokenizers;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Tokenizer;

/// <summary>Against an independent implementation of byte-pair encoding with the Llama-3 pattern.</summary>
public sealed class BytePairTokenizerTests
{
    private const string LlamaPattern =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private static readonly string[] Alphabet =
    [
        "a", "b", "cart", "Pole", "é", "ß", "日本", "1", "23", "4567", "½", " ", "  ", "\t", "\n", "\r\n", "\n\n", ".", ",", "=", "'s", "'LL", "'t", "'x", "_", "-", "!?", "🙂", "\u00a0", "\u200b", "don't", "I'Ve",
    ];

    private static readonly (Dictionary<string, int> Vocabulary, List<string> Merges) Trained = Train(Text(new Random(1), 2000), 200);

    private readonly byte[] _file;
    private readonly Dictionary<string, int> _vocabulary = Trained.Vocabulary;
    private readonly List<string> _merges = Trained.Merges;

    public BytePairTokenizerTests()
    {
        var writer = new GgufWriter();
        writer.Add("tokenizer.ggml.model", "gpt2");
        writer.AddArray("tokenizer.ggml.tokens", [.. _vocabulary.OrderBy(t => t.Value).Select(t => t.Key), "<|begin|>"]);
        writer.AddArray("tokenizer.ggml.token_type", [.. Enumerable.Repeat(1, _vocabulary.Count), 3]);
        writer.AddArray("tokenizer.ggml.merges", _merges);
        writer.Add("tokenizer.ggml.bos_token_id", (uint)_vocabulary.Count);
        using var stream = new MemoryStream();
        writer.WriteTo(stream);
        _file = stream.ToArray();
    }

    [Fact]
    public void TokensEqualThoseOfAnIndependentImplementation()
    {
        var oracle = BpeTokenizer.Create(new BpeOptions(_vocabulary)
        {
            Merges = _merges,
            ByteLevel = true,
            PreTokenizer = new RegexPreTokenizer(new System.Text.RegularExpressions.Regex(LlamaPattern), specialTokens: null),
        });
        using GgufFile file = GgufFile.Read(_file, "bpe");
        var tokenizer = new BytePairTokenizer(file.Metadata);
        for (int seed = 0; seed < 3000; seed++)
        {
            string text = Text(new Random(seed), 1 + (seed % 40));
            Encode(tokenizer, text, isStart: false).ShouldBe(oracle.EncodeToIds(text), $"seed {seed}: {text}");
        }
    }

    [Fact]
    public void TheBeginTokenComesOnceAndIsNeverReadFromText()
    {
        using GgufFile file = GgufFile.Read(_file, "bpe");
        var tokenizer = new BytePairTokenizer(file.Metadata);
        Encode(tokenizer, "a", isStart: true)[0].ShouldBe(_vocabulary.Count);
        Encode(tokenizer, "<|begin|>", isStart: false).ShouldNotContain(_vocabulary.Count);
        Encode(tokenizer, "", isStart: true).ShouldBe([_vocabulary.Count]);
    }

    [Fact]
    public void PartsThatEndInALineFeedEncodeLikeTheWhole()
    {
        using GgufFile file = GgufFile.Read(_file, "bpe");
        Seams.ShouldHold(new BytePairTokenizer(file.Metadata));
    }

    [Fact]
    public void BytesThatAreNotUtf8AreEncodedAllTheSame()
    {
        using GgufFile file = GgufFile.Read(_file, "bpe");
        var tokenizer = new BytePairTokenizer(file.Metadata);
        byte[] bytes = [0xFF, 0x61, 0xC3, 0x28, 0xE2, 0x82];
        int[] tokens = new int[tokenizer.MaxTokens(bytes.Length)];
        int count = tokenizer.Encode(bytes, isStart: false, tokens);
        string.Concat(tokens.Take(count).Select(tokenizer.Describe)).Length.ShouldBe(bytes.Length);
    }

    [Fact]
    public void ALongPieceTakesBoundedTime()
    {
        using GgufFile file = GgufFile.Read(_file, "bpe");
        var tokenizer = new BytePairTokenizer(file.Metadata);
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        Encode(tokenizer, new string('a', 50_000), isStart: false).Length.ShouldBeGreaterThan(0);
        System.Diagnostics.Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void AnotherPreTokenizerIsRefused()
    {
        var writer = new GgufWriter();
        writer.Add("tokenizer.ggml.pre", "qwen2");
        using GgufFile file = GgufFile.Read(Weights.SmallFiles.Bytes(writer), "qwen");
        Should.Throw<GgufFormatException>(() => new BytePairTokenizer(file.Metadata)).Message.ShouldContain("'qwen2'");
    }

    internal static int[] Encode(ITextTokenizer tokenizer, string text, bool isStart)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        int[] tokens = new int[tokenizer.MaxTokens(utf8.Length)];
        return tokens[..tokenizer.Encode(utf8, isStart, tokens)];
    }

    private static string Text(Random random, int pieces) => string.Concat(Enumerable.Range(0, pieces).Select(_ => Alphabet[random.Next(Alphabet.Length)]));

    // Plain training: the most frequent pair becomes a token, again and again.
    private static (Dictionary<string, int> Vocabulary, List<string> Merges) Train(string text, int merges)
    {
        int next = 0x100;
        string[] spelling = [.. Enumerable.Range(0, 256).Select(b => ((char)(b is (>= 0x21 and <= 0x7E) or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) ? b : next++)).ToString())];
        var vocabulary = spelling.Select((s, i) => (s, i)).ToDictionary(p => p.s, p => p.i);
        var rules = new List<string>();
        List<string>[] pieces = [.. System.Text.RegularExpressions.Regex.Matches(text, LlamaPattern).Select(m => Encoding.UTF8.GetBytes(m.Value).Select(b => spelling[b]).ToList())];
        while (rules.Count < merges)
        {
            (string Left, string Right) best = pieces.SelectMany(p => p.Zip(p.Skip(1))).GroupBy(p => p).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.First + g.Key.Second, StringComparer.Ordinal).First().Key;
            rules.Add($"{best.Left} {best.Right}");
            vocabulary.TryAdd(best.Left + best.Right, vocabulary.Count);
            foreach (List<string> piece in pieces)
            {
                for (int i = 0; i + 1 < piece.Count; i++)
                {
                    if (piece[i] == best.Left && piece[i + 1] == best.Right)
                    {
                        piece[i] += piece[i + 1];
                        piece.RemoveAt(i + 1);
                    }
                }
            }
        }

        return (vocabulary, rules);
    }
}
