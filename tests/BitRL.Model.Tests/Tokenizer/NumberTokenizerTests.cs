using System.Globalization;
using System.Text;
using BitRL.Model.Pretraining.Corpus;
using BitRL.Model.Tokenizer;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Tokenizer;

/// <summary>The rules of decision record 0004.</summary>
public sealed class NumberTokenizerTests
{
    private static readonly NumberTokenizer Tokenizer = new(["cart", "position", "on", "the", "off"]);

    [Theory]
    [InlineData("x=0.12 v=-0.50\n", "x +0 +.120 v -0 -.500 <0a>")]
    [InlineData("5", "+5 +.000")]
    [InlineData("+5", "+5 +.000")]
    [InlineData("5.000", "+5 +.000")]
    [InlineData("-0.000", "+0 +.000")]
    [InlineData("-0.0004", "-0 4 -.000")]
    [InlineData("1234.56789", "1 2 +34 8 9 +.567")]
    [InlineData("-100", "1 -0 -.000")]
    [InlineData("007", "0 +7 +.000")]
    [InlineData("5.", "+5 +.000 .")]
    [InlineData("1.2.3", "+1 +.200 . +3 +.000")]
    [InlineData("1-2", "+1 +.000 - +2 +.000")]
    [InlineData("x1=2", "x 1 +2 +.000")]
    [InlineData("x_1", "x _ 1")]
    [InlineData("1  2", "+1 +.000 +2 +.000")]
    [InlineData("1   2", "+1 +.000 <20> +2 +.000")]
    [InlineData("{\"x\":1,\"y\":2}", "{ \" x \" +1 +.000 \" y \" +2 +.000 }")]
    [InlineData("a: 1", "a : +1 +.000")]
    [InlineData("- 1", "- +1 +.000")]
    [InlineData("-", "-")]
    [InlineData("=", "=")]
    public void NumbersAreAnIntegerAndAFractionToken(string text, string tokens) => Describe(Tokenizer, text).ShouldBe(tokens);

    [Theory]
    [InlineData("Cart on the", "cart on the")]
    [InlineData("cart_position=1", "cart position +1 +.000")]
    [InlineData("cart  on", "cart <20> on")]
    [InlineData("cart2", "c a r t 2")]
    [InlineData("2cart", "+2 +.000 c a r t")]
    [InlineData("carton", "c a r t o n")]
    [InlineData("mode=off\n", "m o d e = off <0a>")]
    [InlineData("é on", "<c3> <a9> on")]
    public void ListedWordsAreOneToken(string text, string tokens) => Describe(Tokenizer, text).ShouldBe(tokens);

    [Theory]
    [InlineData("desk_lamp=off", "desk_lamp off")]
    [InlineData("desk_lamp=half_warm on", "desk_lamp half_warm on")]
    [InlineData("desk lamp", "desk <20> l a m p")]
    [InlineData("the desk_lamp", "the desk_lamp")]
    [InlineData("Desk_Lamp=-1.5", "desk_lamp -1 -.500")]
    [InlineData("desk_lamps=on", "desk _ l a m p s on")]
    [InlineData("desk_lamp2=on", "desk _ l a m p 2 on")]
    [InlineData("desk_the", "desk the")]
    [InlineData("x=\"on\"", "x = \" on \"")]
    public void NamesAreOneTokenFromVersionTwoOn(string text, string tokens) =>
        Describe(new NumberTokenizer(["desk", "the", "on", "off", "desk_lamp", "half_warm"], NumberTokenizer.Version), text).ShouldBe(tokens);

    [Theory]
    [InlineData("_lamp")]
    [InlineData("lamp_")]
    [InlineData("_")]
    [InlineData("desk=lamp")]
    public void ANameThatCannotWorkIsRefused(string name)
    {
        Should.Throw<ArgumentException>(() => new NumberTokenizer([name], NumberTokenizer.Version));
        Should.Throw<ArgumentException>(() => new NumberTokenizer(["desk_lamp"], NumberTokenizer.WordsOnlyVersion));
        Should.Throw<ArgumentOutOfRangeException>(() => new NumberTokenizer(["desk"], NumberTokenizer.Version + 1));
    }

    [Fact]
    public void TheTokensOfPartsAreTheTokensOfTheWhole()
    {
        var tokenizer = new NumberTokenizer(PretrainingWords.All);
        var sampler = new SequenceSampler(tokenizer, new CorpusOptions { RampSteps = 0 }, 24);
        var random = new CorpusRandom(4);
        for (int i = 0; i < 300; i++)
        {
            string text = sampler.Next(ref random, 20).Text;
            string[] parts = [.. text.TrimEnd('\n').Split('\n').Select(line => line + "\n")];
            string.Join(' ', parts.Select(part => Describe(tokenizer, part))).ShouldBe(Describe(tokenizer, text));
        }
    }

    [Fact]
    public void ANumberCanBeReadBackFromItsTokens()
    {
        var random = new CorpusRandom(5);
        int[] tokens = new int[64];
        for (int i = 0; i < 5000; i++)
        {
            decimal value = Math.Round((decimal)(random.Normal() * Math.Pow(10, random.Uniform(-4, 6))), random.Below(7));
            string text = value.ToString(CultureInfo.InvariantCulture);
            int count = Tokenizer.Encode(Encoding.UTF8.GetBytes(text), isStart: true, tokens);
            ReadBack(tokens.AsSpan(0, count)).ShouldBe(value, text);
        }
    }

    [Fact]
    public void EncodingAllocatesNothing()
    {
        byte[] text = Encoding.UTF8.GetBytes("Cart on the rail\ncart_position=-12.345 door=yes\n");
        int[] tokens = new int[Tokenizer.MaxTokens(text.Length)];
        int[] ordinals = new int[tokens.Length];
        long before = 0;
        for (int i = 0; i < 100; i++)
        {
            before = i == 50 ? GC.GetAllocatedBytesForCurrentThread() : before;
            int count = Tokenizer.Encode(text, isStart: true, tokens);
            FieldOrdinals.Compute(tokens.AsSpan(0, count), 24, ordinals);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void AnyBytesFitIntoTheRoomThatIsAskedFor()
    {
        var random = new CorpusRandom(6);
        byte[] alphabet = Encoding.UTF8.GetBytes("0123456789.-+ =:,;_cartonthe\n\"é");
        for (int i = 0; i < 2000; i++)
        {
            byte[] text = new byte[random.Below(40)];
            for (int j = 0; j < text.Length; j++)
            {
                text[j] = alphabet[random.Below(alphabet.Length)];
            }

            int[] tokens = new int[Tokenizer.MaxTokens(text.Length)];
            int count = Tokenizer.Encode(text, isStart: true, tokens);
            tokens.AsSpan(0, count).ContainsAnyExceptInRange(0, Tokenizer.VocabularySize - 1).ShouldBeFalse();
        }

        Should.Throw<ArgumentException>(() => Tokenizer.Encode("12"u8, isStart: true, new int[3])).Message.ShouldContain("needs 4");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Cart")]
    [InlineData("a b")]
    [InlineData("twice,twice")]
    public void AWordListThatCannotWorkIsRefused(string words) => Should.Throw<ArgumentException>(() => new NumberTokenizer(words.Split(',')));

    [Theory]
    [InlineData("x=1 y=2 z=3\n", "0 0 0 1 1 1 2 2 2 3")]
    [InlineData("a,b;c\nd=1 e\n", "0 0 1 1 2 2 0 0 0 1 1")]
    public void TheFieldOrdinalCountsSeparatorsInTheLine(string text, string ordinals)
    {
        int[] tokens = new int[100];
        int count = Tokenizer.Encode(Encoding.UTF8.GetBytes(text), isStart: true, tokens);
        int[] computed = new int[count];
        FieldOrdinals.Compute(tokens.AsSpan(0, count), 24, computed);
        string.Join(' ', computed).ShouldBe(ordinals);
        FieldOrdinals.Compute(tokens.AsSpan(0, count), 2, computed);
        computed.Max().ShouldBe(1);
    }

    private static string Describe(NumberTokenizer tokenizer, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        int[] tokens = new int[tokenizer.MaxTokens(utf8.Length)];
        int count = tokenizer.Encode(utf8, isStart: true, tokens);
        return string.Join(' ', tokens[..count].Select(tokenizer.Describe));
    }

    private static decimal ReadBack(ReadOnlySpan<int> tokens)
    {
        string high = "";
        string low = "";
        int integer = -1;
        foreach (int token in tokens)
        {
            if (token < NumberTokenizer.FirstInteger)
            {
                (high, low) = integer < 0 ? (high + (char)token, low) : (high, low + (char)token);
            }
            else if (!NumberTokenizer.IsFraction(token))
            {
                integer = token - NumberTokenizer.FirstInteger;
            }
        }

        int fraction = tokens[^1] - NumberTokenizer.FirstFraction;
        decimal size = decimal.Parse($"{high}{integer % 100:00}.{fraction % 1000:000}{low}", CultureInfo.InvariantCulture);
        return fraction >= 1000 ? -size : size;
    }
}
