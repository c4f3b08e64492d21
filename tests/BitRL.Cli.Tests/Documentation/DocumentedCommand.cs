using System.Text.RegularExpressions;

namespace BitRL.Cli.Tests.Documentation;

/// <summary>A command line of ours on a page for people.</summary>
/// <param name="Page">The page.</param>
/// <param name="Text">The line as it stands there.</param>
/// <param name="IsMention">Whether it stands in a sentence, where arguments may be left out.</param>
internal sealed partial record DocumentedCommand(string Page, string Text, bool IsMention)
{
    private const string Fence = "```";
    private const string TableHead = "| command | does |";

    /// <summary>What a person would type after the program's name: without comments, with brackets of optional parts open and one of alternatives chosen.</summary>
    public string Arguments
    {
        get
        {
            string line = Comment().Replace(Text, string.Empty);
            line = line[(Program().Match(line) is { } program ? program.Index + program.Length : 0)..];
            line = line.Replace("[", string.Empty, StringComparison.Ordinal).Replace("]", string.Empty, StringComparison.Ordinal);
            return Placeholder().Replace(Alternatives().Replace(Ellipsis().Replace(line, string.Empty), "${first}"), "1").Trim();
        }
    }

    /// <summary>All on a page: lines of code blocks that begin with the program, and code in sentences that does.</summary>
    public static IEnumerable<DocumentedCommand> On(string page, string markdown)
    {
        bool isFenced = false;
        foreach (string line in markdown.Split('\n'))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                isFenced = !isFenced;
            }
            else if (isFenced || line.StartsWith("    ", StringComparison.Ordinal))
            {
                if (Program().IsMatch(line))
                {
                    yield return new DocumentedCommand(page, line.Trim(), IsMention: false);
                }
            }
            else
            {
                foreach (Match code in InlineCode().Matches(line))
                {
                    if (Program().IsMatch(code.Groups["code"].Value))
                    {
                        yield return new DocumentedCommand(page, code.Groups["code"].Value, IsMention: true);
                    }
                }
            }
        }
    }

    /// <summary>The commands of the table at the top of docs/cli.md, whose rows leave the program's name out.</summary>
    public static IEnumerable<DocumentedCommand> OfTheTable(string page, string markdown) =>
        TableRow().Matches(markdown[markdown.IndexOf(TableHead, StringComparison.Ordinal)..].Split("\n\n")[0]).Select(row => row.Groups["command"].Value.Replace(@"\|", "|", StringComparison.Ordinal)).Select(text => new DocumentedCommand(page, "bitrl " + text, IsMention: true));

    [GeneratedRegex(@"^\s*(?:[A-Z_]+=\S+\s+)*(?:\./)?bitrl\s")]
    private static partial Regex Program();

    [GeneratedRegex(@"\s#\s.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"…|\.\.\.")]
    private static partial Regex Ellipsis();

    // "both" of per-step|free-running|both.
    [GeneratedRegex(@"(?<first>[\w-]+)(?:\|[\w-]+)+")]
    private static partial Regex Alternatives();

    // FILE, N, ID, ENV: any value will do.
    [GeneratedRegex(@"(?<=\s)[A-Z]+(?=\s|$)")]
    private static partial Regex Placeholder();

    [GeneratedRegex("`(?<code>[^`]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^\| `(?<command>[^`]+)`", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
