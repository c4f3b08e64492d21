using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using BitRL.TestKit;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Torch.Tests.Agreement;

/// <summary>Whole encodes of ternary files against the float64 reference.</summary>
public sealed class GoldenHiddenStatesTests
{
    [TorchTheory]
    [InlineData("tiny-bitnet-i2s.gguf", "hidden_relu2_numpy_f64.json", GateActivation.SquaredRelu)]
    [InlineData("tiny-bitnet-i2s.gguf", "hidden_silu_numpy_f64.json", null)]
    [InlineData(GoldenFiles.EdgeModel, "hidden_relu2_b158file_numpy_f64.json", null)]
    public void HiddenStatesMatchTheReferenceAtEveryPrecisionThatSumsInFloat32(string model, string golden, GateActivation? activation)
    {
        double[][] expected = GoldenFiles.HiddenStates(golden);
        int[] tokens = GoldenFiles.TokenIds;
        foreach ((string backend, string settings) in (ReadOnlySpan<(string, string)>)[("torch-fp32", ""), ("torch-fp16", "product=widen"), ("torch-bf16", "product=widen"), ("torch-int8", ""), ("torch-int4", "")])
        {
            using IComputeDevice device = TorchDevices.Open(backend, threads: 1, settings);
            using Backbone backbone = Backbone.Load(GgufFile.Open(GoldenFiles.Path(model)), device, new BackboneOptions { Activation = activation });
            using var encoder = new TextEncoder(backbone, Pooling.Both, TimeProvider.System);
            double[] errors = GoldenFiles.RelativeErrors(encoder.Encode(tokens), expected);
            for (int token = 0; token < errors.Length; token++)
            {
                errors[token].ShouldBeLessThan(GoldenFiles.Tolerance(model, token, GoldenFiles.Float32Tolerance), $"{backend}, token {token}");
            }
        }
    }
}
