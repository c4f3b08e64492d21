using BitRL.Cli.Benchmarks.Rooflines;
using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Commands;

public sealed class RooflineTests
{
    private static readonly RooflineBody Body = new("body", Weights: 2_000_000_000, Blocks: 10);

    [Fact]
    public void ThePageHoldsWhatTheCommandPrints()
    {
        string page = File.ReadAllText(Path.Combine(CliProcess.Repository, "docs", "roofline.md")).ReplaceLineEndings("\n");
        string printed = CliProcess.Run(Path.GetTempPath(), "bench", "roofline").ShouldSucceed().Output.ReplaceLineEndings("\n").Trim();

        page.ShouldContain($"<!-- bitrl bench roofline -->\n\n{printed}\n\n<!-- end -->", Case.Sensitive, "put the output of 'bitrl bench roofline' between the two comments of docs/roofline.md");
    }

    [Theory]
    [InlineData(1, 10, 50)] // 500 MB at 10 GB/s; the products would take 20 ms
    [InlineData(5, 10, 100)] // 10 G products at 100 G/s
    [InlineData(5, 5, 50)] // half of the blocks: half of both
    public void TheFloorIsTheLongerOfMultiplyingAndReading(int tokens, int blocks, double milliseconds) =>
        Body.Milliseconds(tokens, blocks, products: 100, memory: 10).ShouldBe(milliseconds, 1e-9);

    [Theory]
    [InlineData(49.9, 0)] // not one pass over the weights
    [InlineData(50.1, 2)]
    [InlineData(100.1, 5)]
    public void TokensFitAsFarAsBothRatesAllow(double milliseconds, int tokens) =>
        Body.TokensWithin(milliseconds, products: 100, memory: 10).ShouldBe(tokens);

    [Theory]
    [InlineData(25, 2)]
    [InlineData(1000, 10)]
    public void BlocksFitAsFarAsTheModelHasThem(double milliseconds, int blocks) =>
        Body.BlocksWithin(milliseconds, tokens: 5, products: 100, memory: 10).ShouldBe(blocks);
}
