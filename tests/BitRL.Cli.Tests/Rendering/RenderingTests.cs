using BitRL.Agent.Training;
using BitRL.Cli.Rendering;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Rendering;

public sealed class RenderingTests
{
    [Fact]
    public void ASparklineSpansFromTheLowestToTheHighestValue()
    {
        Sparkline.Draw([0, 7], 10).ShouldBe("▁█");
        Sparkline.Draw([0, 1, 2, 3, 4, 5, 6, 7], 10).ShouldBe("▁▂▃▄▅▆▇█");
    }

    [Fact]
    public void ASparklineAveragesDownToItsWidth() => Sparkline.Draw([0, 0, 0, 7, 7, 7], 2).ShouldBe("▁█");

    [Fact]
    public void ASparklineLeavesOutWhatIsNotANumber() => Sparkline.Draw([double.NaN, 1, double.PositiveInfinity, 2], 5).ShouldBe("▁█");

    [Fact]
    public void ASparklineOfEqualValuesIsFlat() => Sparkline.Draw([3, 3, 3], 5).Distinct().Count().ShouldBe(1);

    [Theory]
    [InlineData(0.4, "1 s")]
    [InlineData(42, "42 s")]
    [InlineData(185, "3:05 min")]
    [InlineData(7385, "2:03:05 h")]
    public void DurationsReadAsPeopleSayThem(double seconds, string text) => Numbers.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(text);

    [Theory]
    [InlineData(12345, "12,300")]
    [InlineData(999.6, "1,000")]
    [InlineData(63.25, "63.2")]
    [InlineData(0.044567, "0.0446")]
    [InlineData(0.0000012, "0.000001")]
    [InlineData(0, "0.00")]
    [InlineData(double.NaN, "–")]
    public void ThreeSignificantDigitsAreShown(double value, string text) => Numbers.Significant(value, 3).ShouldBe(text);

    [Theory]
    [InlineData("CI", "true")]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public void AnEnvironmentThatWantsPlainTextGetsPlainLinesOnATerminal(string name, string value)
    {
        var (terminal, _, _) = Make(outputIsTerminal: true, (name, value));

        terminal.LogIsLive.ShouldBeFalse();
        RunDisplay.For(terminal, TimeProvider.System).ShouldBeOfType<PlainRunDisplay>();
    }

    [Fact]
    public void ATerminalGetsALiveDisplay()
    {
        var (terminal, _, _) = Make(outputIsTerminal: true);

        RunDisplay.For(terminal, TimeProvider.System).ShouldBeOfType<LiveRunDisplay>();
    }

    [Fact]
    public void JsonOnATerminalKeepsProgressOffStandardOutput()
    {
        var (terminal, output, error) = Make(outputIsTerminal: true);
        terminal.BecomeMachineReadable();
        var display = RunDisplay.For(terminal, new ManualTime(TimeSpan.FromSeconds(30)));

        display.OnProgress(new RunProgress(10, 100, 1, 2, 3, 4, 5, TimeSpan.Zero, TimeSpan.FromSeconds(9)));

        output.ToString().ShouldBeEmpty();
        error.ToString().ShouldContain("step 10/100");
    }

    [Fact]
    public void PlainLinesComeAtIntervalsNotAtEveryReport()
    {
        var (terminal, output, _) = Make(outputIsTerminal: false);
        var time = new ManualTime(TimeSpan.FromMilliseconds(100));
        var display = RunDisplay.For(terminal, time);

        for (int i = 0; i < 100; i++)
        {
            display.OnProgress(new RunProgress(i, 100, 1, 2, 3, 4, 5, TimeSpan.Zero, null));
        }

        output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeInRange(1, 3);
    }

    [Theory]
    [InlineData(true, "\e[?25h")]
    [InlineData(false, "")]
    public void AProcessThatEndsInTheMiddleOfADisplayShowsTheCursor(bool outputIsTerminal, string written)
    {
        var (terminal, output, error) = Make(outputIsTerminal, ("TERM", "xterm"));

        terminal.ShowCursor();

        output.ToString().ShouldBe(written);
        error.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("red onion", 60, "red onion")]
    [InlineData("a\e[2J\r\n\0\u009b1m\u202eb\u2066", 60, "a?[2J????1m?b?")]
    [InlineData("abcdef", 3, "abc …")]
    [InlineData("ab\U0001F355c", 3, "ab …")]
    [InlineData("\U0001F355", 2, "\U0001F355")]
    public void TextOfOthersCannotMoveTheCursorAndIsNotEndless(string text, int most, string shown) => PlainText.Of(text, most).ShouldBe(shown);

    [Fact]
    public void TablesShowNoControlCharactersOfNamesInFiles()
    {
        var (terminal, output, _) = Make(outputIsTerminal: false);

        terminal.Results.Write(Tables.Make("key", "value").Row("a\e[2J", "b\ac"));
        terminal.Results.Write(Tables.Facts(("file", "d\0e")));

        output.ToString().ShouldContain("a?[2J  b?c");
        output.ToString().ShouldContain("d?e");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(20)]
    public void AListingLeavesNothingOutHoweverNarrowTheConsoleIs(int width)
    {
        var (terminal, output, _) = Make(outputIsTerminal: false);
        terminal.Results.Profile.Width = width;
        var listing = new Listing("plugin", "offers", "score#", "reason");
        listing.Row("mine", "environment Room-v0, environment House-v0", "1", "");
        listing.Row("theirs", "backend x", "20", string.Join(' ', Enumerable.Range(10, 60).Select(i => $"word{i}")));

        listing.WriteTo(terminal.Results);

        string text = string.Concat(output.ToString().Where(letter => !char.IsWhiteSpace(letter)));
        foreach (string cell in (string[])["plugin", "mine", "House-v0", "theirs", "backendx", "20", "word10", "word69"])
        {
            text.ShouldContain(cell);
        }

        text.ShouldNotContain("…");
        output.ToString().Split('\n').ShouldAllBe(line => line.Length <= width);
    }

    private static (Terminal Terminal, StringWriter Output, StringWriter Error) Make(bool outputIsTerminal, params (string Name, string Value)[] environment)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var variables = environment.ToDictionary(pair => pair.Name, pair => pair.Value);
        return (new Terminal(output, error, outputIsTerminal, errorIsTerminal: false, variables.GetValueOrDefault), output, error);
    }

    /// <summary>A clock that goes on by a fixed time at every look.</summary>
    private sealed class ManualTime(TimeSpan step) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += step.Ticks;
    }
}
