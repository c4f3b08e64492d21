using System.Text.Json.Nodes;
using BitRL.Experiments.Comparison;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>A comparison as one JSON object.</summary>
internal static class ComparisonJson
{
    public static JsonObject Describe(RunComparison comparison, ComparisonOptions options) => new()
    {
        ["baseline"] = options.Baseline,
        ["confidence"] = options.Confidence,
        ["resamples"] = options.Resamples,
        ["seed"] = options.Seed,
        ["environments"] = JsonOutput.Array(comparison.Environments, Describe),
        ["overall"] = JsonOutput.Array(comparison.Overall, Describe),
        ["remarks"] = JsonOutput.Array(comparison.Remarks, remark => remark),
    };

    private static JsonObject Describe(EnvironmentComparison environment) => new()
    {
        ["env"] = environment.Environment,
        ["random_return"] = environment.RandomReturn is { } random ? JsonOutput.Number(random) : null,
        ["curves"] = environment.CurvesAreGreedy ? "greedy" : "training",
        ["groups"] = JsonOutput.Array(environment.Groups, Describe),
    };

    private static JsonObject Describe(RunGroup group) => new()
    {
        ["label"] = group.Label,
        ["runs"] = group.Runs.Length,
        ["returns"] = JsonOutput.Array(group.Finals, final => JsonOutput.Number(final)),
        ["return_mean"] = JsonOutput.Number(group.Mean),
        ["return_std"] = JsonOutput.Number(group.Deviation),
        ["return_iqm"] = JsonOutput.Number(group.InterquartileMean),
        ["ratio"] = Describe(group.Ratio),
        ["plain_ratio"] = group.PlainRatio is { } plain ? JsonOutput.Number(plain) : null,
        ["curve"] = new JsonObject
        {
            ["steps"] = JsonOutput.Array(group.Curve.Steps, steps => JsonOutput.Number(steps, 1)),
            ["mean"] = JsonOutput.Array(group.Curve.Mean, value => JsonOutput.Number(value, 4)),
            ["low"] = JsonOutput.Array(group.Curve.Low, value => JsonOutput.Number(value, 4)),
            ["high"] = JsonOutput.Array(group.Curve.High, value => JsonOutput.Number(value, 4)),
        },
    };

    private static JsonObject Describe(OverallComparison overall) => new()
    {
        ["label"] = overall.Label,
        ["environments"] = overall.Environments,
        ["geometric_mean"] = Describe(overall.Geometric),
        ["iqm"] = Describe(overall.Interquartile),
        ["floored"] = overall.Floored,
    };

    private static JsonObject? Describe(Estimate? estimate) => estimate is not { } known ? null : new JsonObject
    {
        ["value"] = JsonOutput.Number(known.Value),
        ["low"] = JsonOutput.Number(known.Low),
        ["high"] = JsonOutput.Number(known.High),
    };
}
