using System.Text.Json;
using System.Text.Json.Nodes;
using BitRL.Cli.Rendering;

namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>What one process measured of one backend. Travels between processes as a line of JSON.</summary>
internal sealed record BackendFigures
{
    private const int Digits = 6;

    /// <summary>Its name.</summary>
    public required string Backend { get; init; }

    /// <summary>The model it ran, as <c>--model</c> says it; null without a model.</summary>
    public required string? Model { get; init; }

    /// <summary>Hardware and kernels in words.</summary>
    public required string Device { get; init; }

    /// <summary>States a batch, as many as training steps copies.</summary>
    public required int Batch { get; init; }

    /// <summary>Tokens run for a cold state; 0 without a model.</summary>
    public required double ColdTokens { get; init; }

    /// <summary>Tokens run for a state whose prefix is cached; 0 without a model.</summary>
    public required double PrefixTokens { get; init; }

    /// <summary>Values of <see cref="Figure.All"/> by key; one that could not be measured is absent.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>Why a figure is absent, by its key.</summary>
    public IReadOnlyDictionary<string, string> Missing { get; init; } = new Dictionary<string, string>();

    /// <summary>A value, or NaN.</summary>
    public double this[Figure figure] => Values.TryGetValue(figure.Key, out double value) ? value : double.NaN;

    /// <summary>Whether a time ends with the action, or with the features, because actions vary from state to state.</summary>
    public required bool Acts { get; init; }

    /// <summary>One line of JSON; absent figures are null and explained under "missing".</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["backend"] = Backend,
            ["model"] = Model,
            ["device"] = Device,
            ["batch"] = Batch,
            ["acts"] = Acts,
            ["tokens_cold"] = JsonOutput.Number(ColdTokens, 3),
            ["tokens_prefix_cached"] = JsonOutput.Number(PrefixTokens, 3),
        };
        foreach (var figure in Figure.All)
        {
            json[figure.Key] = JsonOutput.Number(Numbers.Round(this[figure], Digits));
        }

        json["missing"] = new JsonObject(Missing.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        return json;
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static BackendFigures Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            return new BackendFigures
            {
                Backend = json.GetProperty("backend").GetString()!,
                Model = json.GetProperty("model").GetString(),
                Device = json.GetProperty("device").GetString()!,
                Batch = json.GetProperty("batch").GetInt32(),
                Acts = json.GetProperty("acts").GetBoolean(),
                ColdTokens = json.GetProperty("tokens_cold").GetDouble(),
                PrefixTokens = json.GetProperty("tokens_prefix_cached").GetDouble(),
                Values = Figure.All.Where(figure => json.GetProperty(figure.Key).ValueKind == JsonValueKind.Number).ToDictionary(figure => figure.Key, figure => json.GetProperty(figure.Key).GetDouble()),
                Missing = json.GetProperty("missing").EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString()!),
            };
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"'{line}' is not what 'bench backend' prints: {failure.Message}", failure);
        }
    }
}
