using System.Collections.Immutable;
using BitRL.Generators.Rules;
using BitRL.Generators.Tests.TestHost;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Shouldly;
using Xunit;

namespace BitRL.Generators.Tests.Rules;

public sealed class DiagnosticTests
{
    private static readonly DiagnosticCase[] AllCases = [.. TypeRuleCases.All, .. FieldRuleCases.All, .. OrderRuleCases.All, .. ListRuleCases.All];

    public static TheoryData<string> Cases => [.. AllCases.Select(item => item.ToString())];

    public static TheoryData<string> Ids => [.. AllIds];

    private static IEnumerable<string> AllIds => new ObservationSchemaAnalyzer().SupportedDiagnostics.Select(rule => rule.Id);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task ExactlyWhatIsMarkedIsReported(string name)
    {
        DiagnosticCase item = Named(name);
        (string source, TextSpan? marked) = Marked(item.Source);
        ImmutableArray<Diagnostic> found = await TestCompilation.AnalyzeAsync(source);

        if (item.Message is null)
        {
            found.ShouldBeEmpty();
            return;
        }

        Diagnostic diagnostic = found.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe(item.Id);
        diagnostic.GetMessage(null).ShouldBe(item.Message);
        diagnostic.Location.SourceSpan.ShouldBe(marked!.Value);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void CodeIsEmittedExactlyForWhatHasNoError(string name)
    {
        DiagnosticCase item = Named(name);
        DiagnosticSeverity severity = item.Message is null ? DiagnosticSeverity.Hidden : Rule(item.Id).DefaultSeverity;
        string source = Marked(item.Source).Source;
        int schemas = source.Split("[ObservationSchema").Length - 1;
        GeneratorDriverRunResult result = TestCompilation.Driver().RunGenerators(TestCompilation.Create(source)).GetRunResult();

        result.Results.Single().Exception.ShouldBeNull();
        result.Diagnostics.ShouldBeEmpty();
        result.GeneratedTrees.Length.ShouldBe(severity == DiagnosticSeverity.Error ? schemas - 1 : schemas);
    }

    [Fact]
    public async Task EverythingThatIsWrongIsReportedAtOnce() =>
        (await TestCompilation.AnalyzeAsync("""[ObservationSchema("t")] public record struct Cart<T>([Field(1, 0, Precision = 12)] double A, [Field] string B, int C);"""))
            .Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal)
            .ShouldBe(["BRL0001", "BRL0003", "BRL0004", "BRL0005", "BRL0006", "BRL0009", "BRL0010", "BRL0011", "BRL0011"]);

    [Theory]
    [InlineData("""public partial record struct Thing([Field(MaxItems = 2, Description = "b")] ReadOnlyMemory<Thing> B);""", "BRL0016 BRL0016")]
    [InlineData("""public partial record struct Thing([Field(MaxBytes = -1, Description = "b")] ReadOnlyMemory<byte> B);""", "BRL0014 BRL0016")]
    [InlineData("""public record struct Thing([Field(Description = "b")] bool B);""", "BRL0001")]
    [InlineData("""public partial record struct Thing<T>([Field(Description = "b")] bool B);""", "BRL0006 BRL0016")]
    public async Task AMistakeInARecordIsReportedWhereItIsAndStopsWhoeverWouldPrintIt(string record, string ids)
    {
        string type = record.Contains("<T>", StringComparison.Ordinal) ? "Thing<int>" : "Thing";
        string source = $"""
            [ObservationSchema("t")] {record}
            [ObservationSchema("t")] public partial record struct Cart([Field(MaxItems = 2, Description = "a")] ReadOnlyMemory<{type}> A);
            """;
        (await TestCompilation.AnalyzeAsync(source)).Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal).ShouldBe(ids.Split(' '));
    }

    [Fact]
    public void TheIdsAreSixteenWithoutAGap() =>
        AllIds.ShouldBe(Enumerable.Range(1, 16).Select(number => $"BRL{number:D4}"));

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryIdHasABadAndAGoodCase(string id)
    {
        AllCases.ShouldContain(item => item.Id == id && item.Message != null);
        AllCases.ShouldContain(item => item.Id == id && item.Message == null);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryIdHasAPageThatShowsItsMessageAndHowToMendIt(string id)
    {
        string page = Resources.Read($"docs/diagnostics/{id}.md");
        DiagnosticDescriptor rule = Rule(id);
        page.ShouldStartWith($"# {id} · {rule.Title}\n");
        page.ShouldContain($"`{rule.MessageFormat}`");
        page.ShouldContain(rule.DefaultSeverity.ToString());
        page.ShouldContain("## Wrong\n");
        page.ShouldContain("## Right\n");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryIdHasAReleaseRowWithItsSeverity(string id)
    {
        DiagnosticDescriptor rule = Rule(id);
        Resources.Read("AnalyzerReleases.Unshipped.md")
            .ShouldContain($"{id} | {rule.Category} | {rule.DefaultSeverity} | [{rule.Title}](../../docs/diagnostics/{id}.md)");
    }

    [Fact]
    public void EveryPageIsOfAnId() =>
        Resources.In("docs/diagnostics").Where(name => name != "README.md").ShouldBe(AllIds.Select(id => $"{id}.md"));

    /// <summary>The code on the pages is compiled too: what is shown as wrong is reported, what is shown as right is not.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task TheCodeOfEveryPageIsAsItSays(string id)
    {
        string[] parts = Resources.Read($"docs/diagnostics/{id}.md").Split("```csharp\n");
        parts.Length.ShouldBe(3, "one block of wrong and one of right code");
        (await TestCompilation.AnalyzeAsync(parts[1].Split("```")[0])).Select(diagnostic => diagnostic.Id).Distinct(StringComparer.Ordinal).ShouldBe([id]);
        (await TestCompilation.AnalyzeAsync(parts[2].Split("```")[0])).ShouldBeEmpty();
    }

    private static DiagnosticCase Named(string name) => AllCases.Single(item => item.ToString() == name);

    private static DiagnosticDescriptor Rule(string id) => new ObservationSchemaAnalyzer().SupportedDiagnostics.Single(rule => rule.Id == id);

    private static (string Source, TextSpan? Span) Marked(string source)
    {
        int start = source.IndexOf("[|", StringComparison.Ordinal);
        int end = source.IndexOf("|]", StringComparison.Ordinal);
        return start < 0
            ? (source, null)
            : (source.Remove(end, 2).Remove(start, 2), TextSpan.FromBounds(start, end - 2));
    }
}
