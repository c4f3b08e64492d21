using System.Text;
using BitRL.Contracts.Observations;
using Shouldly;
using Xunit;

namespace BitRL.Contracts.Tests.Observations;

public sealed class FreeTextTests
{
    [Theory]
    [InlineData("go to the red ball", 80, "go to the red ball")]
    [InlineData("  go \r\n\t to  ", 80, "go to")]
    [InlineData("a\u0000b\u001b[31mc\u007f\u0085d\u2028e\u2029f\u00a0g", 80, "a b [31mc d e f g")]
    [InlineData("\n \t", 80, "")]
    [InlineData("", 80, "")]
    [InlineData("say \"no\"", 80, "say 'no'")]
    [InlineData("a\\b", 80, "a\\b")]
    [InlineData("abcdef", 3, "abc")]
    [InlineData("ab cd", 3, "ab")]
    [InlineData("aé室😀", 9, "aé室")]
    [InlineData("aé室😀", 10, "aé室😀")]
    public void TextStaysOnOneLineWithinItsQuotesAndBound(string text, int maxBytes, string expected) =>
        Plain(Encoding.UTF8.GetBytes(text), maxBytes).ShouldBe(expected);

    [Theory]
    [InlineData("say \"no\"", 80, "say \\\"no\\\"")]
    [InlineData("a\\\nb", 80, "a\\\\ b")]
    [InlineData("\"\"\"", 2, "\\\"\\\"")]
    public void JsonTextIsEscapedAndItsBoundCountsBefore(string text, int maxBytes, string expected) =>
        Json(Encoding.UTF8.GetBytes(text), maxBytes).ShouldBe(expected);

    [Fact]
    public void BytesThatAreNotUtf8BecomeReplacementCharacters() => Plain([(byte)'a', 0xff, 0xc3, (byte)'b', 0xe5, 0xae], 80).ShouldBe("a\ufffd\ufffdb\ufffd");

    [Fact]
    public void AFullBufferIsRefused()
    {
        byte[] buffer = new byte[3];
        Should.Throw<ArgumentException>(() => new Utf8TextWriter(buffer).WriteText("abcd"u8, 80)).Message.ShouldContain("MaxStepBytes");
        Should.NotThrow(() => new Utf8TextWriter(buffer).WriteText("aé "u8, 80));
    }

    [Fact]
    public void ATextOfTheBoundFillsABufferOfTheBound()
    {
        byte[] buffer = new byte[6];
        new Utf8TextWriter(buffer).WriteText("abcdefgh"u8, 6);
        new Utf8TextWriter(buffer).WriteJsonText("\"\"\"\"\""u8, 3);
        Encoding.UTF8.GetString(buffer).ShouldBe("\\\"\\\"\\\"");
        Should.Throw<ArgumentException>(() => new Utf8TextWriter(buffer).WriteJsonText("\"\"\"\"\""u8, 4));
    }

    private static string Plain(byte[] text, int maxBytes)
    {
        byte[] buffer = new byte[200];
        var writer = new Utf8TextWriter(buffer);
        writer.WriteText(text, maxBytes);
        return Encoding.UTF8.GetString(buffer, 0, writer.Length);
    }

    private static string Json(byte[] text, int maxBytes)
    {
        byte[] buffer = new byte[200];
        var writer = new Utf8TextWriter(buffer);
        writer.WriteJsonText(text, maxBytes);
        return Encoding.UTF8.GetString(buffer, 0, writer.Length);
    }
}
