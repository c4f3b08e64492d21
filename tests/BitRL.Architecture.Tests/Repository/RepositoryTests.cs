using System.Text.RegularExpressions;
using BitRL.Architecture.Tests.References;
using Shouldly;

namespace BitRL.Architecture.Tests.Repository;

public sealed partial class RepositoryTests
{
    private const int LargestTextFile = 4 * 1024 * 1024;

    // Projects that another project's tests cover.
    private static readonly Dictionary<string, string> CoveredElsewhere = new(StringComparer.Ordinal)
    {
        ["BitRL.Backend.Cpu"] = "BitRL.Backend.Tests",
        ["BitRL.Backend.BitNetCpp"] = "BitRL.Backend.Tests",
        ["BitRL.Backend.OpenCL"] = "BitRL.Backend.Tests",
        ["BitRL.Backend.Ilgpu"] = "BitRL.Backend.Tests",
        ["BitRL.Backend.Conformance"] = "BitRL.Backend.Tests",
        ["BitRL.Plugin.Template"] = "BitRL.Plugins.Tests",

        // libtorch is half a gigabyte and is restored only when asked for; tests judge the models that it makes.
        ["BitRL.Backend.Torch"] = "BitRL.Model.Tests",
    };

    [Fact]
    public void TheSolutionHoldsEveryProject()
    {
        string solution = Tree.Read("BitRL.Toolkit.sln").Replace('\\', '/');

        ProjectFile.All.Select(p => p.Path).Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void EveryProjectHasTests()
    {
        HashSet<string> names = [.. ProjectFile.All.Select(p => p.Name)];

        ProjectFile.All
            .Where(p => !p.Path.StartsWith("tests/", StringComparison.Ordinal) && !p.Path.StartsWith("perf/", StringComparison.Ordinal))
            .Select(p => (p.Name, Tests: CoveredElsewhere.GetValueOrDefault(p.Name, p.Name + ".Tests")))
            .Where(p => !names.Contains(p.Tests))
            .Select(p => $"{p.Name} has no tests/{p.Tests}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void AProjectLiesInAFolderOfItsName() =>
        ProjectFile.All.Where(p => Path.GetFileName(Path.GetDirectoryName(p.Path)) != p.Name).Select(p => p.Path).ShouldBeEmpty();

    [Fact]
    public void ThereIsNoRoomForLeftovers() =>
        ProjectFile.All.Select(p => p.Name).Where(name => Leftovers().IsMatch(name)).ShouldBeEmpty();

    [Fact]
    public void EveryDiagnosticHasAPageAndEveryPageADiagnostic()
    {
        string[] declared = [.. Tree.Files
            .Where(f => f.StartsWith("generators/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(f => DiagnosticId().Matches(Tree.Read(f)).Select(m => m.Groups[1].Value))
            .Distinct()
            .Order(StringComparer.Ordinal)];
        string[] pages = [.. Tree.Files
            .Where(f => f.StartsWith("docs/diagnostics/BRL", StringComparison.Ordinal))
            .Select(f => Path.GetFileNameWithoutExtension(f))];

        declared.ShouldNotBeEmpty();
        pages.ShouldBe(declared);
    }

    [Fact]
    public void DecisionRecordsAreNumberedOnce()
    {
        string[] numbers = [.. Tree.Files.Where(f => DecisionRecord().IsMatch(f)).Select(f => Path.GetFileName(f)[..4])];

        numbers.ShouldNotBeEmpty();
        numbers.ShouldBeUnique();
    }

    /// <summary>Somebody's folders and somebody's package registry have no place in a repository that everybody clones.</summary>
    [Fact]
    public void NoFileNamesAMachinePathOrARegistry() => Tree.Files.SelectMany(MachineTraces).ShouldBeEmpty();

    [Theory]
    [InlineData("see /ho" + "me/anna/data")]
    [InlineData("in \"/ro" + "ot/x\"")]
    [InlineData("from /wo" + "rk/tree")]
    [InlineData("C:\\Us" + "ers\\anna")]
    [InlineData("https://api.nug" + "et.org/v3/index.json")]
    [InlineData("http://artifact" + "ory.example.com/api")]
    [InlineData("https://pyp" + "i.org/simple")]
    public void TracesAreRecognised(string text) => MachineTrace().IsMatch(text).ShouldBeTrue();

    [Theory]
    [InlineData("docs/home/page")]
    [InlineData("~/.bitrl/plugins")]
    [InlineData("https://example.com/wo" + "rk/item")]
    [InlineData("a root/leaf relation")]
    public void OrdinaryTextIsNoTrace(string text) => MachineTrace().IsMatch(text).ShouldBeFalse();

    private static IEnumerable<string> MachineTraces(string file)
    {
        string path = Path.Combine(Tree.Root, file);
        if (new FileInfo(path).Length > LargestTextFile)
        {
            return [];
        }

        string text = File.ReadAllText(path);
        return text.Contains('\0', StringComparison.Ordinal)
            ? []
            : MachineTrace().Matches(text).Select(m => $"{file}:{text.AsSpan(0, m.Index).Count('\n') + 1} says '{m.Value}'");
    }

    [GeneratedRegex(@"(?<![\w.~}/-])/(home|root|work|Users)/\w|\b[A-Za-z]:\\Users\\|https?://[\w.-]*(nuget\.org|pypi\.org|npmjs\.org|artifactory|nexus)")]
    private static partial Regex MachineTrace();

    [GeneratedRegex(@"\.(Common|Utils?|Utilities|Shared|Helpers?|Misc)$")]
    private static partial Regex Leftovers();

    [GeneratedRegex(@"""(BRL\d{4})""")]
    private static partial Regex DiagnosticId();

    [GeneratedRegex(@"^docs/decisions/\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex DecisionRecord();
}
