using BitRL.Backend.BitNetCpp.Tests.Devices;
using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using BitRL.TestKit;
using Shouldly;
using Xunit;

namespace BitRL.Backend.BitNetCpp.Tests.Golden;

/// <summary>Whole encodes against the float64 reference, and against bitnet.cpp's own output.</summary>
public sealed class GoldenHiddenStatesTests
{
    [NativeTheory]
    [InlineData("tiny-bitnet-i2s.gguf", "hidden_relu2_numpy_f64.json", GateActivation.SquaredRelu, GoldenFiles.Float32Tolerance)]
    [InlineData("tiny-bitnet-i2s.gguf", "hidden_silu_numpy_f64.json", null, GoldenFiles.Float32Tolerance)]
    [InlineData(GoldenFiles.EdgeModel, "hidden_relu2_b158file_numpy_f64.json", null, GoldenFiles.Float32Tolerance)]
    [InlineData("tiny-bitnet-i2s.gguf", "hidden_silu_bitnetcpp10.json", null, GoldenFiles.Float16Tolerance)]
    [InlineData("tiny-bitnet-i2s.gguf", "hidden_relu2_bitnetcpp10_patched.json", GateActivation.SquaredRelu, GoldenFiles.Float16Tolerance)]
    public void HiddenStatesMatchTheReference(string model, string golden, GateActivation? activation, double tolerance)
    {
        double[][] expected = GoldenFiles.HiddenStates(golden);
        int[] tokens = GoldenFiles.TokenIds;
        foreach (object[] run in NativeDevices.Runs)
        {
            using IComputeDevice device = NativeDevices.Open((string)run[0], (string)run[1], (string)run[2]);
            using Backbone backbone = Backbone.Load(GgufFile.Open(GoldenFiles.Path(model)), device, new BackboneOptions { Activation = activation });
            using var encoder = new TextEncoder(backbone, Pooling.Both, TimeProvider.System);
            double[] errors = GoldenFiles.RelativeErrors(encoder.EncodeTokens(tokens, finalNorm: true), expected);
            for (int token = 0; token < errors.Length; token++)
            {
                errors[token].ShouldBeLessThan(GoldenFiles.Tolerance(model, token, tolerance), $"{string.Join(' ', run)}, token {token}");
            }
        }
    }
}
