using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BitRL.Model.Pretraining;

/// <summary>JSON of configurations, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    WriteIndented = true)]
[JsonSerializable(typeof(PretrainingConfiguration))]
internal sealed partial class PretrainingJson : JsonSerializerContext
{
    /// <summary>Reads a configuration, laid over the defaults: generated readers give absent init-only properties the default of their type, not of their initializer.</summary>
    /// <exception cref="JsonException">Not a JSON object, an unknown key, or a value of the wrong type.</exception>
    public static PretrainingConfiguration Read(Stream json)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        JsonObject given = JsonNode.Parse(json, documentOptions: options) as JsonObject ?? throw new JsonException("it is not a JSON object");
        JsonObject whole = JsonSerializer.SerializeToNode(new PretrainingConfiguration { Name = "", Steps = 0 }, Default.PretrainingConfiguration)!.AsObject();
        Lay(given, whole);
        return whole.Deserialize(Default.PretrainingConfiguration)!;
    }

    private static void Lay(JsonObject over, JsonObject under)
    {
        foreach ((string key, JsonNode? value) in over)
        {
            if (value is JsonObject inner && under[key] is JsonObject target)
            {
                Lay(inner, target);
            }
            else
            {
                under[key] = value?.DeepClone() ?? throw new JsonException($"'{key}' is null; leave it out for its default");
            }
        }
    }
}
