using System.Text.Json;
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
internal sealed partial class PretrainingJson : JsonSerializerContext;
