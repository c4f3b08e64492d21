using System.Text;
using BitRL.Model.Tokenizer;
using Shouldly;

namespace BitRL.Model.Tests.Tokenizer;

/// <summary>The promise of <see cref="ITextTokenizer"/> on which the prefix cache rests.</summary>
internal static class Seams
{
    private static readonly string[] Pieces = ["cart", "pole", " on", " a", "x", "=", "-1.25", " 7", "0.5", ", ", "; ", ".", "yes", "_", "é", "日", "\t", "{\"a\":", "}", ":", "'s", "!", " "];

    public static void ShouldHold(ITextTokenizer tokenizer)
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            string first = Part(random);
            string second = Part(random);
            int[] whole = BytePairTokenizerTests.Encode(tokenizer, first + second, isStart: true);
            int[] parts = [.. BytePairTokenizerTests.Encode(tokenizer, first, isStart: true), .. BytePairTokenizerTests.Encode(tokenizer, second, isStart: false)];
            parts.ShouldBe(whole, $"seed {seed}: {first}|{second}");
        }
    }

    private static string Part(Random random)
    {
        var text = new StringBuilder();
        int count = 1 + random.Next(12);
        for (int i = 0; i < count; i++)
        {
            text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        // A part starts with something that is not white space.
        return text.ToString().Trim() is { Length: > 0 } content ? content + "\n" : "x\n";
    }
}
