using System.Globalization;
using System.Text;
using BitRL.Model.Tokenizer;

namespace BitRL.Cli.Benchmarks;

/// <summary>State texts of a wanted number of tokens, all different.</summary>
/// <param name="tokenizer">Counts the tokens.</param>
/// <param name="seed">All texts follow from it.</param>
internal sealed class SyntheticTexts(ITextTokenizer tokenizer, ulong seed)
{
    private const string Names = "xvawpqrstuyz";

    // Large vocabularies have tokens for runs of most characters: one of these adds one token wherever the text stands.
    private static readonly string[] Fillers = ["~", "|", "^", " ~", " x", "\\", "`"];
    private readonly Random _random = new((int)(seed % int.MaxValue));
    private int[] _tokens = [];

    /// <summary>The next text: names and numbers, then filler, then a line feed.</summary>
    /// <param name="tokens">At least 2.</param>
    /// <exception cref="CommandException">No text has so few tokens.</exception>
    public byte[] Next(int tokens)
    {
        string text = string.Empty;
        for (string field = Field(); Count(text + field) <= tokens; field = Field())
        {
            text += field;
        }

        for (int count = Count(text); count < tokens; count++)
        {
            string? filler = Array.Find(Fillers, filler => Count(text + filler) == count + 1);
            text += filler ?? throw CannotBeMade(tokens);
        }

        return Count(text) == tokens ? Encoding.UTF8.GetBytes(text + '\n') : throw CannotBeMade(tokens);
    }

    private static CommandException CannotBeMade(int tokens) =>
        new(ExitCode.Usage, $"a text of {tokens} tokens cannot be made for this model; give more --tokens");

    private string Field() => string.Create(CultureInfo.InvariantCulture, $"{Names[_random.Next(Names.Length)]}={(_random.NextDouble() * 8) - 4:0.000} ");

    private int Count(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text + "\n");
        int most = tokenizer.MaxTokens(utf8.Length);
        if (_tokens.Length < most)
        {
            _tokens = new int[most];
        }

        return tokenizer.Encode(utf8, isStart: false, _tokens);
    }
}
