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
    private const char Filler = '~';
    private readonly Random _random = new((int)(seed % int.MaxValue));
    private int[] _tokens = [];

    /// <summary>The next text: names and numbers, then filler, then a line feed.</summary>
    /// <param name="tokens">At least 2.</param>
    /// <exception cref="CommandException">No text has so few tokens.</exception>
    public byte[] Next(int tokens)
    {
        var text = new StringBuilder();
        while (Count(text + Field()) <= tokens)
        {
            text.Append(Field());
        }

        while (Count(text.ToString() + Filler) <= tokens)
        {
            text.Append(Filler);
        }

        if (Count(text.ToString()) > tokens)
        {
            throw new CommandException(ExitCode.Usage, $"a text of {tokens} tokens cannot be made for this model; give more --tokens");
        }

        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

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
