using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using BitRL.Agent.Folders;
using BitRL.Experiments.Sweeps;

namespace BitRL.Experiments.Results;

/// <summary>
/// One row a cell, in the order of the plan: what it is, what became of it, what its result and its manifest say. The columns that depend on the
/// clock or the machine come last; all others are the same in every repetition.
/// </summary>
public sealed class ResultTable
{
    // Name in the table, type, file and name in it. The result first, then what the manifest says of how it was made.
    private static readonly (string Name, ResultType Type, string From)[] OfRun =
    [
        ("return_mean", ResultType.Number, "eval_return_mean"),
        ("return_std", ResultType.Number, "eval_return_std"),
        ("return_min", ResultType.Number, "eval_return_min"),
        ("return_max", ResultType.Number, "eval_return_max"),
        ("length_mean", ResultType.Number, "eval_length_mean"),
        ("evaluation_episodes", ResultType.Integer, "eval_episodes"),
        ("steps", ResultType.Integer, "steps"),
        ("training_episodes", ResultType.Integer, "episodes"),
        ("updates", ResultType.Integer, "updates"),
        ("backend", ResultType.Text, "backend"),
        ("model", ResultType.Text, "model"),
        ("critic_backend", ResultType.Text, "critic_backend"),
        ("critic_model", ResultType.Text, "critic_model"),
    ];

    private static readonly (string Name, ResultType Type, string From)[] OfManifest =
    [
        ("schema_hash", ResultType.Text, "schema_hash"),
        ("policy_encoder", ResultType.Text, "policy_encoder"),
        ("policy_encoder_identity", ResultType.Text, "policy_encoder_identity"),
        ("value_encoder", ResultType.Text, "value_encoder"),
        ("value_encoder_identity", ResultType.Text, "value_encoder_identity"),
        ("models", ResultType.Text, "models"),
        ("toolkit", ResultType.Text, "toolkit"),
        ("commit", ResultType.Text, "commit"),
    ];

    private static readonly (string Name, ResultType Type, string From)[] OfClock =
    [
        ("memo_hit_rate", ResultType.Number, "memo_hit_rate"),
        ("tokens_per_step", ResultType.Number, "tokens_per_step"),
        ("steps_per_second", ResultType.Number, "steps_per_second"),
        ("training_seconds", ResultType.Number, "training_seconds"),
        ("encode_ms_p50", ResultType.Number, "encode_ms_p50"),
        ("encode_ms_p99", ResultType.Number, "encode_ms_p99"),
        ("encode_batch", ResultType.Integer, "encode_batch"),
        ("peak_rss_mb", ResultType.Number, "peak_rss_mb"),
    ];

    private static readonly (string Name, ResultType Type, string From)[] OfMachine =
    [
        ("device", ResultType.Text, "device"),
        ("processor", ResultType.Text, "processor"),
        ("architecture", ResultType.Text, "architecture"),
        ("runtime", ResultType.Text, "runtime"),
        ("operating_system", ResultType.Text, "operating_system"),
        ("started", ResultType.Text, "started"),
    ];

    private ResultTable(ImmutableArray<ResultColumn> columns, ImmutableArray<ImmutableArray<object?>> rows)
    {
        Columns = columns;
        Rows = rows;
    }

    /// <summary>The columns.</summary>
    public ImmutableArray<ResultColumn> Columns { get; }

    /// <summary>One value a column: a string, long, double, or null where there is none.</summary>
    public ImmutableArray<ImmutableArray<object?>> Rows { get; }

    /// <summary>Reads what is there of every cell.</summary>
    /// <exception cref="InvalidDataException">A file of a run is damaged.</exception>
    public static ResultTable Read(SweepFolder folder, SweepFile file, ImmutableArray<SweepCell> cells)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(file);
        ImmutableArray<ResultColumn> columns =
        [
            new("environment", ResultType.Text), new("variant", ResultType.Text), .. file.Grid.Select(axis => new ResultColumn(axis.Key, ResultType.Text)),
            new("seed", ResultType.Text), new("state", ResultType.Text), new("exit_code", ResultType.Integer), new("reason", ResultType.Text),
            .. Columns(OfRun), .. Columns(OfManifest), new("run", ResultType.Text), .. Columns(OfClock), .. Columns(OfMachine),
        ];
        return new ResultTable(columns, [.. cells.Select(cell => Row(folder, cell))]);

        static IEnumerable<ResultColumn> Columns((string Name, ResultType Type, string From)[] columns) => columns.Select(column => new ResultColumn(column.Name, column.Type));
    }

    private static ImmutableArray<object?> Row(SweepFolder folder, SweepCell cell)
    {
        string run = folder.RunFolderOf(cell);
        using JsonDocument? result = Open(RunFolder.ResultPathOf(run));
        using JsonDocument? manifest = Open(RunFolder.ManifestPathOf(run));
        CellFailure? failure = folder.FailureOf(cell);
        return
        [
            cell.Environment, cell.Variant, .. cell.Grid.Select(setting => setting.Value),
            cell.Seed.ToString(CultureInfo.InvariantCulture), // a seed may be larger than a signed number
            folder.StateOf(cell).ToString().ToLowerInvariant(), (long?)failure?.ExitCode, failure?.Reason,
            .. Values(OfRun, result), .. Values(OfManifest, manifest), "cells/" + cell.Id, .. Values(OfClock, result), .. Values(OfMachine, manifest),
        ];
    }

    private static IEnumerable<object?> Values((string Name, ResultType Type, string From)[] columns, JsonDocument? document) => columns.Select(column =>
        document is null || !document.RootElement.TryGetProperty(column.From, out JsonElement value) || value.ValueKind == JsonValueKind.Null
            ? null
            : Value(column.Type, value)).ToList();

    private static object Value(ResultType type, JsonElement value) => type switch
    {
        ResultType.Integer => value.GetInt64(),
        ResultType.Number => value.GetDouble(),
        _ => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText().ReplaceLineEndings("").Replace("  ", "", StringComparison.Ordinal),
    };

    private static JsonDocument? Open(string path)
    {
        try
        {
            return File.Exists(path) ? JsonDocument.Parse(File.ReadAllBytes(path)) : null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is damaged: {e.Message}; delete the folder it lies in, and the cell is run again", e);
        }
    }
}
