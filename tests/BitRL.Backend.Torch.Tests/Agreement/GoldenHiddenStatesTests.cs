using System.Text.Json;
using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Torch.Tests.Agreement;

/// <summary>Whole encodes of ternary files against the float64 reference.</summary>
public sealed class GoldenHiddenStatesTests
{
    /// <summary>A float32 engine agrees with the float64 reference to this, relative to the largest hidden state.</summary>
    private const double Float32Tolerance = 1e-5;

    /// <summary>In the b158 file one input of token 21 lies closer to a rounding edge of int8 than float32 resolves.</summary>
    private const double EdgeTolerance = 5e-3;

    private const int EdgeToken = 21;
    private const string EdgeModel = "tiny-b158-i2s.gguf";

    [TorchTheory]
    [InlineData("tiny-bitnet-i2s.gguf", "hidden_relu2_numpy_f64.json", GateActivation.SquaredRelu)]
    [InlineData("tiny-bitnet-i2s.gguf", "hidden_silu_numpy_f64.json", null)]
    [InlineData(EdgeModel, "hidden_relu2_b158file_numpy_f64.json", null)]
    public void HiddenStatesMatchTheReferenceAtEveryPrecisionThatSumsInFloat32(string model, string golden, GateActivation? activation)
    {
        double[][] expected = HiddenStates(golden);
        int[] tokens = JsonSerializer.Deserialize<int[]>(File.ReadAllText(PathOf("token_ids.json")))!;
        foreach ((string backend, string settings) in (ReadOnlySpan<(string, string)>)[("torch-fp32", ""), ("torch-fp16", "product=widen"), ("torch-bf16", "product=widen"), ("torch-int8", ""), ("torch-int4", "")])
        {
            using IComputeDevice device = TorchDevices.Open(backend, threads: 1, settings);
            using Backbone backbone = Backbone.Load(GgufFile.Open(PathOf(model)), device, new BackboneOptions { Activation = activation });
            using var encoder = new TextEncoder(backbone, Pooling.Both, TimeProvider.System);
            double[] errors = RelativeErrors(encoder.Encode(tokens), expected);
            for (int token = 0; token < errors.Length; token++)
            {
                errors[token].ShouldBeLessThan(model == EdgeModel && token == EdgeToken ? EdgeTolerance : Float32Tolerance, $"{backend}, token {token}");
            }
        }
    }

    private static double[][] HiddenStates(string golden)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PathOf(golden)));
        return document.RootElement.GetProperty("data").Deserialize<double[][]>()!;
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Golden", file);

    private static double[] RelativeErrors(EncodedText encoded, double[][] expected)
    {
        encoded.HiddenStates.Length.ShouldBe(expected.Length * expected[0].Length);
        double largest = expected.Max(row => row.Max(Math.Abs));
        return [.. expected.Select((row, r) => row.Select((value, j) => Math.Abs(encoded.HiddenStates.Span[(r * row.Length) + j] - value)).Max() / largest)];
    }
}
