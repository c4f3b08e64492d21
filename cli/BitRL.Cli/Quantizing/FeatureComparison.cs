using BitRL.Cli.Composition;
using BitRL.Contracts.Backends;
using BitRL.Model.Pretraining.Probing;
using BitRL.Model.Quantization;
using BitRL.Model.Weights;

namespace BitRL.Cli.Quantizing;

/// <summary>Runs a model, its quantised copy and perhaps another model over the same states, on the same kernels.</summary>
/// <param name="backend">Runs them; one with float32 products, so that all that differs is the weights.</param>
/// <param name="threads">Its threads.</param>
internal sealed class FeatureComparison(IBackendProvider backend, int threads)
{
    /// <summary>Compares.</summary>
    /// <param name="model">As <c>--model</c> says it: the full-precision model.</param>
    /// <param name="quantized">Its copy.</param>
    /// <param name="name">The copy's name.</param>
    /// <param name="against">As <c>--model</c> says it, or null.</param>
    /// <param name="sets">The states.</param>
    /// <param name="cancellation">Stops early.</param>
    public async Task<IReadOnlyList<FeatureReport>> RunAsync(string model, byte[] quantized, string name, string? against, IReadOnlyList<ProbeSet> sets, CancellationToken cancellation)
    {
        var reports = new List<FeatureReport>();
        var original = await EncodeAsync(ModelNames.Open(model), sets, cancellation);
        var rounded = await EncodeAsync(GgufFile.Read(quantized, name), sets, cancellation);
        var other = against is null ? null : await EncodeAsync(ModelNames.Open(against), sets, cancellation);
        for (int i = 0; i < sets.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            reports.Add(Report(sets[i], model, original[i], error: null));
            reports.Add(Report(sets[i], name, rounded[i], RoundingError.Between(original[i], rounded[i])));
            if (other is not null)
            {
                reports.Add(Report(sets[i], against!, other[i], error: null));
            }
        }

        return reports;
    }

    private static FeatureReport Report(ProbeSet set, string model, float[] features, RoundingError? error) =>
        new(set.Name, model, error, RidgeProbe.Run(set, features, features.Length / set.Samples.Length));

    private async Task<List<float[]>> EncodeAsync(GgufFile file, IReadOnlyList<ProbeSet> sets, CancellationToken cancellation)
    {
        using var opened = OpenedBackbone.Open(backend, new DeviceOptions { Threads = threads }, file, layer: null);
        var features = new List<float[]>();
        foreach (var set in sets)
        {
            features.Add(await BackboneProbe.EncodeAsync(opened.Backbone, set, Pooling.Both, cancellation));
        }

        return features;
    }
}
