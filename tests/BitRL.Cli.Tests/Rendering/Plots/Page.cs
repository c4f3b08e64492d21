using System.Globalization;
using System.Xml.Linq;
using Shouldly;

namespace BitRL.Cli.Tests.Rendering.Plots;

/// <summary>Reads pages and pictures back.</summary>
internal static class Page
{
    /// <summary>The elements of a page, after a look that it is well formed and fetches nothing.</summary>
    public static XElement Read(string html)
    {
        foreach (string fetching in (string[])["http:", "https:", "src=", "<script", "<link", "url(", "@import"])
        {
            html.ShouldNotContain(fetching, Case.Insensitive, "one file that needs no other");
        }

        return XElement.Parse(html[html.IndexOf("<html", StringComparison.Ordinal)..]);
    }

    /// <summary>All words, those of pictures too.</summary>
    public static string[] Words(XElement page) => [.. page.Descendants().Where(element => !element.HasElements).Select(element => element.Value)];

    /// <summary>An attribute as a number.</summary>
    public static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    /// <summary>The elements of a picture with a name and, if given, a class.</summary>
    public static XElement[] Find(string svg, string element, string? style = null) =>
        [.. XElement.Parse(svg).Descendants(element).Where(found => style is null || found.Attribute("class")?.Value == style)];
}
