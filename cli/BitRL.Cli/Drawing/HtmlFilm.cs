using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BitRL.Cli.Drawing;

/// <summary>Writes a film as one HTML page that needs nothing else: shapes as JSON, drawn on a canvas.</summary>
internal static class HtmlFilm
{
    private const string PageResource = "BitRL.Cli.Drawing.film.html";

    /// <summary>Writes it.</summary>
    public static void Write(Film film, Stream stream)
    {
        using var resource = typeof(HtmlFilm).Assembly.GetManifestResourceStream(PageResource)
            ?? throw new InvalidOperationException($"the resource {PageResource} is missing");
        using var reader = new StreamReader(resource);
        string page = reader.ReadToEnd()
            .Replace("{{title}}", WebUtility.HtmlEncode(film.Title), StringComparison.Ordinal)
            .Replace("{{film}}", Describe(film).ToJsonString(), StringComparison.Ordinal); // the default encoder escapes < and &
        stream.Write(Encoding.UTF8.GetBytes(page));
    }

    private static JsonObject Describe(Film film)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var shapes = new JsonArray();
        var frames = new JsonArray();
        foreach (var frame in film.Frames)
        {
            frames.Add(Describe(frame, shapes, numbers));
        }

        return new JsonObject
        {
            ["pace"] = film.Pace,
            ["light"] = Colors(ColorScheme.Light),
            ["dark"] = Colors(ColorScheme.Dark),
            ["shapes"] = shapes,
            ["frames"] = frames,
        };
    }

    /// <summary>[episode, step, action, reward, return, text, view, shape numbers]. A shape that stands still is stored once.</summary>
    private static JsonArray Describe(FilmFrame frame, JsonArray shapes, Dictionary<string, int> numbers)
    {
        var indices = new JsonArray();
        foreach (var shape in frame.Shapes)
        {
            string text = Describe(shape);
            if (!numbers.TryGetValue(text, out int index))
            {
                index = numbers.Count;
                numbers.Add(text, index);
                shapes.Add(JsonNode.Parse(text));
            }

            indices.Add(index);
        }

        return new JsonArray(
            frame.Episode,
            frame.Step,
            frame.Action,
            Finite(frame.Reward),
            Finite(frame.Return),
            frame.Text,
            new JsonArray(Rounded(frame.View.Left), Rounded(frame.View.Bottom), Rounded(frame.View.Right), Rounded(frame.View.Top)),
            indices);
    }

    /// <summary>[kind, colour, numbers…, text?].</summary>
    private static string Describe(SceneShape shape)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"[{(int)shape.Kind},{(int)shape.Color}");
        foreach (double number in shape.Numbers)
        {
            text.Append(CultureInfo.InvariantCulture, $",{Rounded(number)}");
        }

        if (shape.Kind == SceneShapeKind.Text)
        {
            text.Append(',').Append(JsonSerializer.Serialize(shape.Text));
        }

        return text.Append(']').ToString();
    }

    private static JsonArray Colors(ColorScheme scheme) => new([.. scheme.Colors.Select(color => JsonValue.Create(color.ToString()))]);

    private static double Finite(double value) => double.IsFinite(value) ? Math.Round(value, 6) : 0;

    /// <summary>A ten-thousandth of a unit is far below a pixel.</summary>
    private static double Rounded(double value) => Math.Round(value, 4);
}
