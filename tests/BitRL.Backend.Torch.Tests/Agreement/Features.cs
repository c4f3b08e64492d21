using System.Globalization;
using System.Text;
using BitRL.Backend.Cpu;
using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;

namespace BitRL.Backend.Torch.Tests.Agreement;

/// <summary>Features of state texts, by the path of the product: prefix cache, ragged batches, pooling.</summary>
internal static class Features
{
    private const int Texts = 48;
    private const string StaticPart = "CartPole\n";

    /// <summary>Opens a shipped backbone.</summary>
    public static GgufFile Shipped(string name) => GgufFile.Open(Path.Combine(AppContext.BaseDirectory, "Models", name));

    /// <summary>Encodes on the managed backend.</summary>
    public static float[] OnCpu(GgufFile model)
    {
        using IComputeDevice device = new CpuBackendProvider().Open(new DeviceOptions { Threads = 1 });
        return Encode(model, device);
    }

    /// <summary>Encodes on a torch backend.</summary>
    public static float[] On(string backend, GgufFile model, string settings = "", int threads = 1)
    {
        using IComputeDevice device = TorchDevices.Open(backend, threads, settings);
        return Encode(model, device);
    }

    /// <summary>√(Σ (a − b)² / Σ b²).</summary>
    public static double RelativeRms(float[] actual, float[] expected)
    {
        double errors = actual.Zip(expected, (a, b) => Math.Pow((double)a - b, 2)).Sum();
        return Math.Sqrt(errors / expected.Sum(value => (double)value * value));
    }

    private static float[] Encode(GgufFile model, IComputeDevice device)
    {
        using Backbone backbone = Backbone.Load(model, device, new BackboneOptions());
        var encoder = new BackboneEncoder(backbone, new EncoderOptions { Pooling = Pooling.Both, MemoBytes = 0 });
        var texts = Enumerable.Range(0, Texts).Select(i => new TextParts(default, Encoding.UTF8.GetBytes(Text(i)))).ToArray();
        float[] features = new float[Texts * encoder.Descriptor.FeatureSize];
        encoder.Encode(Encoding.UTF8.GetBytes(StaticPart), texts, features, CancellationToken.None);
        encoder.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return features;
    }

    // One to seven fields, so that a batch is ragged.
    private static string Text(int seed)
    {
        Random random = new(seed);
        return string.Join(' ', Enumerable.Range(0, 1 + (seed % 7)).Select(i => string.Create(CultureInfo.InvariantCulture, $"{"xvawpqr"[i]}={(random.NextDouble() * 8) - 4:+0.000;-0.000}"))) + "\n";
    }
}
