using System.Text.Json.Nodes;
using BitRL.Cli.Quantizing;
using BitRL.Model.Quantization;
using Spectre.Console;

namespace BitRL.Cli.Rendering;

/// <summary>Shows what quantisation did to matrices and features.</summary>
internal static class QuantizationReport
{
    private const int Digits = 4;

    /// <summary>Writes tables, or one JSON object.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="model">The full-precision model.</param>
    /// <param name="settings">How it was quantised.</param>
    /// <param name="quantized">The result.</param>
    /// <param name="features">What became of the features.</param>
    public static void Write(Terminal terminal, string model, QuantizationSettings settings, QuantizedModel quantized, IReadOnlyList<FeatureReport> features)
    {
        if (terminal.IsMachineReadable)
        {
            terminal.WriteJson(Json(model, settings, quantized, features));
            return;
        }

        terminal.Results.WriteLine($"{model} → {settings.Name}: {Numbers.Count(quantized.Layers.Sum(layer => layer.Weights))} weights, {Numbers.Count(quantized.MatrixBytes)} bytes with their scales");
        var layers = Tables.Make("matrix", "shape", "bits a weight#", "relative rms#", "cosine#", "largest#");
        foreach (var layer in quantized.Layers)
        {
            layers.Row([layer.Name, $"{layer.Outputs} × {layer.Inputs}", Numbers.Fixed(layer.BitsPerWeight, 2), .. Cells(layer.Error)]);
        }

        terminal.Results.Write(layers);
        var table = Tables.Make("states of", "model", "relative rms#", "cosine#", "largest#", "R² mean#", "R² worst#");
        foreach (var feature in features)
        {
            table.Row([feature.Environment, feature.Model, .. Cells(feature.Error), Numbers.Fixed(feature.Probe.Mean, Digits), Numbers.Fixed(feature.Probe.Worst, Digits)]);
        }

        terminal.Results.Write(table);
        terminal.Results.WriteLine("Errors against the full-precision model, of weights above and of features below; R² of a linear readout of each number of the state, on episodes that it was not fitted on.");
    }

    private static string[] Cells(RoundingError? error) => error is { } known
        ? [Numbers.Fixed(known.RelativeRms, Digits), Numbers.Fixed(known.Cosine, Digits), Numbers.Fixed(known.Largest, Digits)]
        : ["–", "–", "–"];

    private static JsonObject Json(string model, QuantizationSettings settings, QuantizedModel quantized, IReadOnlyList<FeatureReport> features) => new()
    {
        ["model"] = model,
        ["to"] = settings.Name,
        ["matrix_bytes"] = quantized.MatrixBytes,
        ["layers"] = JsonOutput.Array(quantized.Layers, layer => new JsonObject
        {
            ["name"] = layer.Name,
            ["outputs"] = layer.Outputs,
            ["inputs"] = layer.Inputs,
            ["bits_per_weight"] = JsonOutput.Number(layer.BitsPerWeight, Digits),
            ["error"] = Json(layer.Error),
        }),
        ["features"] = JsonOutput.Array(features, feature => new JsonObject
        {
            ["env"] = feature.Environment,
            ["model"] = feature.Model,
            ["error"] = Json(feature.Error),
            ["r2_mean"] = JsonOutput.Number(feature.Probe.Mean, Digits + 1),
            ["r2_worst"] = JsonOutput.Number(feature.Probe.Worst, Digits + 1),
        }),
    };

    private static JsonObject? Json(RoundingError? error) => error is not { } known ? null : new JsonObject
    {
        ["relative_rms"] = JsonOutput.Number(known.RelativeRms, Digits + 2),
        ["cosine"] = JsonOutput.Number(known.Cosine, Digits + 2),
        ["largest"] = JsonOutput.Number(known.Largest, Digits + 2),
    };
}
