using System.Text.Json;
using System.Text.Json.Serialization;
using BitRL.Experiments.Results;
using BitRL.Experiments.Sweeps;

namespace BitRL.Experiments;

/// <summary>JSON of the records here, by source generation: no reflection.</summary>
[JsonSerializable(typeof(CellFailure))]
[JsonSerializable(typeof(CellDescription))]
[JsonSerializable(typeof(SweepManifest))]
internal sealed partial class ExperimentsJson : JsonSerializerContext
{
    /// <summary>For people.</summary>
    public static ExperimentsJson Indented { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
