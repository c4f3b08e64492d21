using System.Text.Json;
using System.Text.Json.Nodes;

namespace BitRL.Cli.Rendering;

/// <summary>One JSON object a line on standard output, names in snake case; figures that are not finite are null.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Line = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an object.</summary>
    public static void WriteJson(this Terminal terminal, JsonObject value) => terminal.Output.WriteLine(value.ToJsonString(Line));

    /// <summary>A number, or null where JSON has no word for it.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    /// <summary>A number with at most so many decimals, or null where JSON has no word for it.</summary>
    public static JsonNode? Number(double value, int decimals) => Number(Math.Round(value, decimals));

    /// <summary>An array of what a projection makes.</summary>
    public static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> project) => new([.. items.Select(project)]);
}
