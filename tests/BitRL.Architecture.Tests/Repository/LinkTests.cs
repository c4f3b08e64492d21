using System.Text.RegularExpressions;
using Shouldly;

namespace BitRL.Architecture.Tests.Repository;

/// <summary>Links between pages lead somewhere.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Pages = [.. Tree.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal))];

    [Fact]
    public void EveryLinkToAFileLeadsToOneAndEveryLinkToAHeadingToAHeading() => Pages.SelectMany(page => Broken(page, Tree.Read(page))).ShouldBeEmpty();

    [Theory]
    [InlineData("[a](nowhere.md)", "nowhere.md")]
    [InlineData("[a](docs/cli.md#no-such-heading)", "docs/cli.md#no-such-heading")]
    [InlineData("![a](docs/images/none.svg)", "docs/images/none.svg")]
    public void ALinkThatLeadsNowhereIsFound(string text, string link) => Broken("README.md", text).ShouldBe([$"README.md links to {link}"]);

    [Theory]
    [InlineData("[a](docs/cli.md) [b](docs) [c](https://example.com/x#y)")]
    [InlineData("# A heading: `x`, and more\n[a](#a-heading-x-and-more) [b](docs/cli.md#exit-codes)")]
    [InlineData("`[Field](0, 1)`\n```\n[a](nowhere.md)\n```")]
    public void OtherLinksAreNot(string text) => Broken("README.md", text).ShouldBeEmpty();

    [Fact]
    public void EveryPageOfTheDocumentationIsInItsIndex()
    {
        const string Index = "docs/README.md";
        string[] linked = [.. Links(Tree.Read(Index)).Select(link => link.Split('#')[0])];

        Pages.Where(page => page != Index && Path.GetDirectoryName(page) == "docs").Select(page => Path.GetFileName(page)!).Where(page => !linked.Contains(page)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Broken(string page, string text) => Links(text).Where(link => !Leads(page, text, link)).Select(link => $"{page} links to {link}");

    private static bool Leads(string page, string text, string link)
    {
        if (link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal))
        {
            return true;
        }

        string[] parts = link.Split('#', 2);
        string target = parts[0].Length == 0 ? page : Path.GetRelativePath(Tree.Root, Path.Combine(Tree.Root, Path.GetDirectoryName(page)!, parts[0])).Replace('\\', '/');
        return Path.Exists(Path.Combine(Tree.Root, target))
            && (parts.Length == 1 || Headings(target == page ? text : Tree.Read(target)).Contains(parts[1]));
    }

    private static IEnumerable<string> Links(string text) => Link().Matches(Code().Replace(text, string.Empty)).Select(match => match.Groups["target"].Value);

    /// <summary>Headings as links name them: lower case, without punctuation, blanks as hyphens.</summary>
    private static HashSet<string> Headings(string text) =>
        [.. Heading().Matches(Fenced().Replace(text, string.Empty)).Select(match => Punctuation().Replace(match.Groups["text"].Value.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'))];

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex Punctuation();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex("^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
