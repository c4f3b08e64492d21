using System.Text.Json.Serialization;

namespace BitRL.Envs.SmartHome.Recordings;

/// <summary>Reads recordings without reflection.</summary>
[JsonSerializable(typeof(RecordedHome))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
internal sealed partial class RecordingJson : JsonSerializerContext;
