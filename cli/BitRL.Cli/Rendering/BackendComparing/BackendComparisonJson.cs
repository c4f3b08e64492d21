using System.Text.Json.Nodes;
using BitRL.Cli.Benchmarks.Backends;

namespace BitRL.Cli.Rendering.BackendComparing;

/// <summary>A comparison of backends as one JSON object.</summary>
internal static class BackendComparisonJson
{
    private const int Digits = 6;

    /// <summary>The object; what it was measured with is for the caller to put before.</summary>
    public static void Describe(BackendComparison comparison, JsonObject json)
    {
        json["baseline"] = comparison.BaselineRow is null ? null : comparison.Baseline;
        json["rows"] = JsonOutput.Array(comparison.Rows, row => Describe(comparison, row));
        json["claimed_by_the_paper"] = new JsonObject(
        [
            .. Figure.All.Where(figure => figure.Claimed is not null).Select(figure => KeyValuePair.Create(figure.Key, (JsonNode?)figure.Claimed)),
            KeyValuePair.Create("measured", (JsonNode?)false),
        ]);
    }

    private static JsonObject Describe(BackendComparison comparison, BackendRow row)
    {
        var json = new JsonObject
        {
            ["backend"] = row.Request.Label,
            ["model"] = row.Request.Model,
            ["state"] = row.State,
            ["reason"] = row.Failure?.Reason,
            ["device"] = row.Rounds.FirstOrDefault()?.Device,
        };
        foreach (var figure in Figure.All)
        {
            json[figure.Key] = Number(row.Median(figure));
        }

        json["ratio"] = Each(figure => comparison.Ratio(row, figure));
        json["spread"] = Each(row.Spread);
        json["missing"] = new JsonObject(Figure.All.Where(figure => row.Missing(figure) is not null).Select(figure => KeyValuePair.Create(figure.Key, (JsonNode?)row.Missing(figure))));
        json["rounds"] = JsonOutput.Array(row.Rounds, round => round.ToJson());
        return json;
    }

    private static JsonObject Each(Func<Figure, double> value) => new(Figure.All.Where(figure => figure.Direction != FigureDirection.Neither).Select(figure => KeyValuePair.Create(figure.Key, Number(value(figure)))));

    private static JsonNode? Number(double value) => JsonOutput.Number(Numbers.Round(value, Digits));
}
