using System.Globalization;
using System.Net;
using System.Text;

namespace BitRL.Cli.Rendering.Plots;

/// <summary>Writes an SVG picture. Places are pixels from the upper left corner; texts are encoded; the style sheet is that of <see cref="HtmlPage"/>.</summary>
internal sealed class Svg
{
    private readonly StringBuilder _text;

    /// <param name="width">Of the picture.</param>
    /// <param name="height">Of the picture.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    public Svg(double width, double height, string description) =>
        _text = new StringBuilder($"<svg viewBox=\"0 0 {Number(width)} {Number(height)}\" width=\"{Number(width)}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(description)}\">");

    /// <summary>A line.</summary>
    /// <param name="from">One end.</param>
    /// <param name="to">The other.</param>
    /// <param name="style">SVG attributes, such as <c>class="grid"</c>.</param>
    public void Line((double X, double Y) from, (double X, double Y) to, string style) =>
        _text.Append($"<line x1=\"{Number(from.X)}\" y1=\"{Number(from.Y)}\" x2=\"{Number(to.X)}\" y2=\"{Number(to.Y)}\" {style}/>");

    /// <summary>A line through points.</summary>
    public void Curve(IEnumerable<(double X, double Y)> points, string style, string? title = null) => Shape("polyline", points, $"fill=\"none\" stroke-linejoin=\"round\" {style}", title);

    /// <summary>A filled area.</summary>
    public void Area(IEnumerable<(double X, double Y)> corners, string style, string? title = null) => Shape("polygon", corners, style, title);

    /// <summary>A filled circle.</summary>
    public void Circle((double X, double Y) centre, double radius, string style, string? title = null) =>
        Close($"<circle cx=\"{Number(centre.X)}\" cy=\"{Number(centre.Y)}\" r=\"{Number(radius)}\" {style}", "circle", title);

    /// <summary>A filled rectangle.</summary>
    public void Rectangle((double X, double Y) corner, double width, double height, string style, string? title = null) =>
        Close($"<rect x=\"{Number(corner.X)}\" y=\"{Number(corner.Y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" {style}", "rect", title);

    /// <summary>A line of text.</summary>
    /// <param name="at">Where its base line begins, or ends, or has its middle.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="style">SVG attributes.</param>
    /// <param name="title">Shown under the mouse.</param>
    public void Text((double X, double Y) at, string text, string anchor = "start", string style = "", string? title = null)
    {
        _text.Append($"<text x=\"{Number(at.X)}\" y=\"{Number(at.Y)}\" text-anchor=\"{anchor}\" {style}>{WebUtility.HtmlEncode(text)}");
        AppendTitle(title);
        _text.Append("</text>");
    }

    /// <summary>A text that is cut to so many characters, and says all under the mouse.</summary>
    public void Label((double X, double Y) at, string text, int characters, string anchor = "start", string style = "")
    {
        bool fits = text.Length <= characters;
        Text(at, fits ? text : text[..(characters - 1)].TrimEnd() + "…", anchor, style, fits ? null : text);
    }

    /// <summary>The picture.</summary>
    public override string ToString() => _text + "</svg>";

    /// <summary>A coordinate with at most two decimals.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private void Shape(string element, IEnumerable<(double X, double Y)> points, string style, string? title) =>
        Close($"<{element} points=\"{string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))}\" {style}", element, title);

    private void Close(string opened, string element, string? title)
    {
        _text.Append(opened);
        if (title is null)
        {
            _text.Append("/>");
            return;
        }

        _text.Append('>');
        AppendTitle(title);
        _text.Append("</").Append(element).Append('>');
    }

    private void AppendTitle(string? title)
    {
        if (title is not null)
        {
            _text.Append("<title>").Append(WebUtility.HtmlEncode(title)).Append("</title>");
        }
    }
}
