using System.Text.Json;
using System.Text.Json.Serialization;
using BitRL.Agent.Checkpoints;
using BitRL.Agent.Evaluation;
using BitRL.Agent.Folders;

namespace BitRL.Agent.Training;

/// <summary>JSON of the agent's records, by source generation: no reflection.</summary>
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(EvaluationResult))]
[JsonSerializable(typeof(RunManifest))]
[JsonSerializable(typeof(CheckpointHeader))]
internal sealed partial class AgentJson : JsonSerializerContext
{
    /// <summary>On one line.</summary>
    public static AgentJson Line { get; } = new(MakeOptions(indented: false));

    /// <summary>For people.</summary>
    public static AgentJson Indented { get; } = new(MakeOptions(indented: true));

    private static JsonSerializerOptions MakeOptions(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = indented,
        Converters = { new FiniteNumberConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
