using System.Net;
using System.Text;

namespace BitRL.Cli.Rendering.Plots;

/// <summary>One HTML file without scripts, fonts or images of others: dark or light as the reader's screen is, light on paper. Texts are encoded.</summary>
internal sealed class HtmlPage
{
    private const string StyleResource = "BitRL.Cli.Rendering.Plots.report.css";
    private static readonly Lazy<string> Style = new(ReadStyle);
    private readonly StringBuilder _html = new();

    /// <param name="title">Of the window and above all else.</param>
    public HtmlPage(string title) => _html
        .Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><meta name=\"viewport\" content=\"width=device-width\"/><title>")
        .Append(Encode(title)).Append("</title>\n<style>\n").Append(Style.Value).Append("</style></head><body>\n<h1>").Append(Encode(title)).Append("</h1>\n");

    /// <summary>A heading within the page.</summary>
    public void Heading(string text) => Element("h2", text);

    /// <summary>A paragraph.</summary>
    public void Paragraph(string text) => Element("p", text);

    /// <summary>A paragraph of less weight.</summary>
    public void Remark(string text) => _html.Append("<p class=\"faint\">").Append(Encode(text)).Append("</p>\n");

    /// <summary>Names and what they stand for.</summary>
    public void Facts(params (string Name, string Value)[] facts)
    {
        _html.Append("<dl>");
        foreach (var (name, value) in facts)
        {
            _html.Append("<dt>").Append(Encode(name)).Append("</dt><dd>").Append(Encode(value)).Append("</dd>");
        }

        _html.Append("</dl>\n");
    }

    /// <summary>A list; nothing where there are no items.</summary>
    public void List(IEnumerable<string> items)
    {
        string all = string.Concat(items.Select(item => $"<li>{Encode(item)}</li>"));
        if (all.Length > 0)
        {
            _html.Append("<ul>").Append(all).Append("</ul>\n");
        }
    }

    /// <summary>What the action adds stands in a box with one of the layouts of the style sheet: whole, pair, beside, stack, panels, scroll.</summary>
    public void Box(string layout, Action content)
    {
        _html.Append("<div class=\"").Append(layout).Append("\">");
        content();
        _html.Append("</div>\n");
    }

    /// <summary>A plot with what it shows below it.</summary>
    /// <param name="svg">The picture.</param>
    /// <param name="title">In strong letters; may be empty.</param>
    /// <param name="caption">How to read it.</param>
    public void Figure(string svg, string title, string caption)
    {
        _html.Append("<figure>").Append(svg).Append("<figcaption>");
        if (title.Length > 0)
        {
            _html.Append("<b>").Append(Encode(title)).Append("</b> ");
        }

        _html.Append(Encode(caption)).Append("</figcaption></figure>");
    }

    /// <summary>A table. The first cell of a row is its label, in the colour of its curve where it has one.</summary>
    /// <param name="head">Titles of the columns.</param>
    /// <param name="rows">Their cells; a row of two with more columns than that fills the rest with words.</param>
    public void Table(IReadOnlyList<string> head, IEnumerable<(string? Colour, IReadOnlyList<HtmlCell> Cells)> rows)
    {
        _html.Append("<div class=\"scroll\"><table><tr>").AppendJoin(string.Empty, head.Select(title => $"<th>{Encode(title)}</th>")).Append("</tr>\n");
        foreach (var (colour, cells) in rows)
        {
            _html.Append("<tr><td>").Append(colour is null ? string.Empty : $"<span class=\"key\" style=\"background:{colour}\"></span>").Append(Encode(cells[0].Text)).Append("</td>");
            bool isWords = cells.Count == 2 && head.Count > 2;
            foreach (var cell in cells.Skip(1))
            {
                _html.Append(isWords ? $"<td class=\"words\" colspan=\"{head.Count - 1}\">" : "<td>").Append(Encode(cell.Text));
                _html.Append(cell.Note is null ? string.Empty : $"<small>{Encode(cell.Note)}</small>").Append("</td>");
            }

            _html.Append("</tr>\n");
        }

        _html.Append("</table></div>\n");
    }

    /// <summary>The whole page.</summary>
    public override string ToString() => _html + "</body></html>\n";

    private void Element(string name, string text) => _html.Append('<').Append(name).Append('>').Append(Encode(text)).Append("</").Append(name).Append(">\n");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string ReadStyle()
    {
        using var resource = typeof(HtmlPage).Assembly.GetManifestResourceStream(StyleResource) ?? throw new InvalidOperationException($"the resource {StyleResource} is missing");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
