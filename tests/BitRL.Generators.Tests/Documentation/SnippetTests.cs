using BitRL.Generators.Tests.TestHost;
using Shouldly;
using Xunit;

namespace BitRL.Generators.Tests.Documentation;

/// <summary>C# on the pages for people is compiled with the generator, as a reader's project would compile it. (The pages of diagnostics have their own test.)</summary>
public sealed class SnippetTests
{
    private const string Fence = "```csharp\n";

    /// <summary>What stands around a block that is not a file of its own.</summary>
    private static readonly Dictionary<string, (string Before, string After)> Frames = new(StringComparer.Ordinal)
    {
        ["docs/backends.md"] = ("""
            using BitRL.Contracts.Backends;

            internal sealed class MyTensor(int rows, int width) : DeviceTensor(rows, width)
            {
                protected override void Release()
                {
                }
            }

            internal sealed class MyQueue
            {
                private readonly DeviceInventory _made = new();

            """, "}"),
        ["docs/replay.md"] = ("""
            using System.Collections.Generic;
            using System.Collections.Immutable;
            using BitRL.Contracts.Environments;

            internal static class MyEpisode
            {
                public static IRecordedEpisode Parse(IReplayableEnvironment environment, ReadOnlySpan<byte> line) => throw new FormatException($"{environment}: {line.Length} bytes are no episode");
            }

            internal sealed class MyEnvironment : IReplayableEnvironment
            {

            """, "}"),
    };

    public static TheoryData<string> Pages => [.. PagesWithCode];

    private static string[] PagesWithCode => [.. AllPages.Where(page => Blocks(page).Length > 0)];

    private static IEnumerable<string> AllPages => Resources.In("pages");

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task CodeOnAPageCompilesWithoutAWarning(string page)
    {
        var (before, after) = Frames.GetValueOrDefault(page, (string.Empty, string.Empty));
        foreach (string block in Blocks(page))
        {
            string source = before + block + after;

            TestCompilation.Emitted(source).Length.ShouldBeGreaterThan(block.Contains("[ObservationSchema", StringComparison.Ordinal) ? block.Length : -1, "a schema gets its serializer");
            (await TestCompilation.AnalyzeAsync(source)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void TheReadmeHasCodeAndEveryFrameItsPage()
    {
        PagesWithCode.ShouldContain("README.md");
        Frames.Keys.ShouldBeSubsetOf(PagesWithCode);
    }

    [Fact]
    public void EveryFenceOfCSharpIsRead() =>
        AllPages.Sum(page => Resources.Read("pages/" + page).Split("```").Count(part => part.StartsWith("csharp", StringComparison.OrdinalIgnoreCase) || part.StartsWith("cs\n", StringComparison.Ordinal)))
            .ShouldBe(AllPages.Sum(page => Blocks(page).Length));

    private static string[] Blocks(string page) => [.. Resources.Read("pages/" + page).Split(Fence).Skip(1).Select(rest => rest.Split("```")[0])];
}
