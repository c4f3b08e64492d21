using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using BitRL.Cli.Rendering;
using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Documentation;

/// <summary>Every command line on a page for people is one that the program understands.</summary>
public sealed partial class DocumentedCommandTests
{
    private const string CommandTable = "docs/cli.md";
    private static readonly RootCommand Root = CommandTree.Build(new CommandContext(new Terminal(TextWriter.Null, TextWriter.Null, outputIsTerminal: false, errorIsTerminal: false, _ => null), []));

    public static TheoryData<string> Pages => [.. Files().Where(page => Commands(page).Any())];

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryCommandLineOnAPageIsUnderstood(string page) =>
        Commands(page).SelectMany(command => Problems(command).Select(problem => $"{page}: '{command.Text}': {problem}")).ShouldBeEmpty();

    [Fact]
    public void TheReadmeAndTheTableOfCommandsAreRead()
    {
        Commands("README.md").Count(command => !command.IsMention).ShouldBeGreaterThan(15);
        string[] table = [.. DocumentedCommand.OfTheTable(CommandTable, Read(CommandTable)).Select(command => command.Arguments.Split(' ')[0])];
        foreach (var command in Root.Subcommands.Where(command => !command.Hidden))
        {
            table.ShouldContain(command.Name, "docs/cli.md lists every command");
        }
    }

    [Theory]
    [InlineData("bitrl run --stesp 5", false, "--stesp")]
    [InlineData("./bitrl rnu", true, "rnu")]
    [InlineData("bitrl bench compare --rounds many", true, "many")]
    [InlineData("bitrl sweep", false, "missing for command")]
    [InlineData("bitrl bench compare --htlm FILE", true, "--htlm")]
    public void ALineThatTheProgramDoesNotUnderstandIsFound(string text, bool isMention, string words) =>
        Problems(new DocumentedCommand("page", text, isMention)).ShouldHaveSingleItem().ShouldContain(words);

    [Theory]
    [InlineData("bitrl sweep", true)]
    [InlineData("bitrl run --config", true)]
    [InlineData("bitrl env check ID [--set env.NAME=value] [--seed N] [--json]", true)]
    [InlineData("BITRL_PLUGINS=$PWD/bin ./bitrl run --seed 3   # a remark --that is none", false)]
    [InlineData("bitrl env replay --env ID --trajectory FILE [--mode per-step|free-running|both]", true)]
    public void ALineThatItUnderstandsIsNot(string text, bool isMention) => Problems(new DocumentedCommand("page", text, isMention)).ShouldBeEmpty();

    private static IEnumerable<string> Problems(DocumentedCommand command)
    {
        var parsed = Root.Parse(CommandLineParser.SplitCommandLine(command.Arguments).ToArray(), new ParserConfiguration { ResponseFileTokenReplacer = null });
        string[] errors = [.. parsed.Errors.Select(error => error.Message).Where(message => !command.IsMention || !Missing().IsMatch(message))];
        return errors.Length == 0 ? [] : [string.Join(' ', errors)];
    }

    private static IEnumerable<DocumentedCommand> Commands(string page)
    {
        string markdown = Read(page);
        return DocumentedCommand.On(page, markdown).Concat(page == CommandTable ? DocumentedCommand.OfTheTable(page, markdown) : []);
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(CliProcess.Repository, page));

    private static IEnumerable<string> Files()
    {
        string root = CliProcess.Repository;
        return ((string[])["docs", "perf/results", "plugins/BitRL.Plugin.Template"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(root, "*.md"))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
    }

    // What a sentence may leave out.
    [GeneratedRegex("^Required (argument|command)|^Option '[^']*' is required", RegexOptions.ExplicitCapture)]
    private static partial Regex Missing();
}
