using BitRL.Backend.Cpu;
using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using BitRL.TestKit;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Transformer;

public sealed class GoldenHiddenStatesTests
{
    [Theory]
    [InlineData("tiny-bitnet-i2s.gguf", "hidden_relu2_numpy_f64.json", GateActivation.SquaredRelu, GoldenFiles.Float32Tolerance)]
    [InlineData("tiny-bitnet-i2s.gguf", "hidden_silu_numpy_f64.json", null, GoldenFiles.Float32Tolerance)]
    [InlineData("tiny-b158-i2s.gguf", "hidden_relu2_b158file_numpy_f64.json", null, GoldenFiles.Float32Tolerance)]
    [InlineData("tiny-bitnet-i2s.gguf", "hidden_silu_bitnetcpp10.json", null, GoldenFiles.Float16Tolerance)]
    [InlineData("tiny-bitnet-i2s.gguf", "hidden_relu2_bitnetcpp10_patched.json", GateActivation.SquaredRelu, GoldenFiles.Float16Tolerance)]
    public void HiddenStatesMatchTheReference(string model, string golden, GateActivation? activation, double tolerance)
    {
        double[][] expected = GoldenFiles.HiddenStates(golden);
        foreach (string kernels in CpuBackendProvider.SupportedKernels)
        {
            EncodedText encoded = Encode(model, new BackboneOptions { Activation = activation }, kernels, finalNorm: true);
            double[] errors = GoldenFiles.RelativeErrors(encoded, expected);
            for (int token = 0; token < errors.Length; token++)
            {
                double allowed = kernels == "scalar" ? tolerance : GoldenFiles.Tolerance(model, token, tolerance);
                errors[token].ShouldBeLessThan(allowed, $"{kernels}, token {token}");
            }
        }
    }

    [Fact]
    public void TheDefaultKernelsMatchTheReferenceInEveryToken()
    {
        EncodedText encoded = Encode("tiny-b158-i2s.gguf", new BackboneOptions(), "auto", finalNorm: true);
        double largest = GoldenFiles.RelativeErrors(encoded, GoldenFiles.HiddenStates("hidden_relu2_b158file_numpy_f64.json")).Max();
        largest.ShouldBeLessThan(System.Runtime.Intrinsics.X86.Avx2.IsSupported ? GoldenFiles.Float32Tolerance : GoldenFiles.EdgeTolerance);
    }

    [Fact]
    public void AnEarlierLayerGivesItsResidualStream()
    {
        double[][] expected = GoldenFiles.HiddenStates("lout0_relu2_numpy_f64.json");
        foreach (string kernels in CpuBackendProvider.SupportedKernels)
        {
            EncodedText encoded = Encode("tiny-bitnet-i2s.gguf", new BackboneOptions { Activation = GateActivation.SquaredRelu, Layer = 1 }, kernels, finalNorm: false);
            GoldenFiles.RelativeErrors(encoded, expected).Max().ShouldBeLessThan(GoldenFiles.Float32Tolerance, kernels);
        }
    }

    [Fact]
    public void FeaturesPoolTheHiddenStatesAfterTheFinalNorm()
    {
        EncodedText encoded = Encode("tiny-b158-i2s.gguf", new BackboneOptions(), "scalar", finalNorm: true);
        int hidden = encoded.Features.Length / 2;
        int rows = encoded.Tokens.Count;
        for (int j = 0; j < hidden; j++)
        {
            double mean = Enumerable.Range(0, rows).Average(r => (double)encoded.HiddenStates.Span[(r * hidden) + j]);
            encoded.Features.Span[j].ShouldBe((float)mean, 1e-5f);
            encoded.Features.Span[hidden + j].ShouldBe(encoded.HiddenStates.Span[((rows - 1) * hidden) + j]);
        }
    }

    private static EncodedText Encode(string model, BackboneOptions options, string kernels, bool finalNorm)
    {
        using IComputeDevice device = Devices.Open(threads: 1, kernels);
        using Backbone backbone = Backbone.Load(GgufFile.Open(GoldenFiles.Path(model)), device, options);
        using var encoder = new TextEncoder(backbone, Pooling.Both, TimeProvider.System);
        return encoder.EncodeTokens(GoldenFiles.TokenIds, finalNorm);
    }
}
