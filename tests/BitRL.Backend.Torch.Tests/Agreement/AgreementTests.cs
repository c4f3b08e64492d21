using BitRL.Model.Quantization;
using BitRL.Model.Weights;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Torch.Tests.Agreement;

/// <summary>The same backbone at every precision: how far features may be apart, and that they are apart by no more than the rounding of the weights explains.</summary>
public sealed class AgreementTests
{
    private const string Ternary = "bitrl-numeric-128x3.gguf";
    private const string FullPrecision = "bitrl-numeric-128x3-fp.gguf";

    /// <summary>Two float32 engines that add in different orders.</summary>
    private const double Float32 = 1e-5;

    /// <summary>A ternary engine quantises activations: where two engines round an input to different steps, one part in 127 of it moves.</summary>
    private const double Float32AroundInt8Steps = 3e-3;

    /// <summary>FP16 keeps 11 bits of weights and inputs: 2^-11 a rounding, which three blocks hardly amplify.</summary>
    private const double Float16 = 2e-3;

    /// <summary>BF16 keeps 8 bits: eight times FP16.</summary>
    private const double BFloat16 = 1.6e-2;

    /// <summary>INT8 with a scale an output is off by about 0.9% of the weights.</summary>
    private const double Int8 = 3e-2;

    /// <summary>INT4 with a scale for 64 inputs is off by about 11% of the weights.</summary>
    private const double Int4 = 0.4;

    public static TheoryData<string, string, double> Precisions => new()
    {
        { "torch-fp32", "", Float32 },
        { "torch-fp16", "product=widen", Float16 },
        { "torch-fp16", "product=native", Float16 },
        { "torch-bf16", "product=widen", BFloat16 },
        { "torch-bf16", "product=native", BFloat16 },
        { "torch-int8", "", Int8 },
        { "torch-int4", "", Int4 },
    };

    [TorchTheory]
    [MemberData(nameof(Precisions))]
    public void TheFullPrecisionTwinIsAsCloseAsItsPrecisionAllows(string backend, string settings, double tolerance)
    {
        double error = Features.RelativeRms(Features.On(backend, Features.Shipped(FullPrecision), settings), Features.OnCpu(Features.Shipped(FullPrecision)));

        error.ShouldBeLessThan(tolerance);
        if (backend != "torch-fp32")
        {
            error.ShouldBeGreaterThan(tolerance / 100, "so small an error means that nothing was rounded");
        }
    }

    [TorchTheory]
    [InlineData("torch-fp32", "", Float32AroundInt8Steps)]
    [InlineData("torch-fp16", "product=widen", Float32AroundInt8Steps)]
    [InlineData("torch-bf16", "product=widen", Float32AroundInt8Steps)]
    [InlineData("torch-bf16", "product=native", BFloat16)]
    [InlineData("torch-int8", "", Float32AroundInt8Steps)]
    [InlineData("torch-int4", "", Float32AroundInt8Steps)]
    public void TernaryWeightsAreExactAtEveryPrecision(string backend, string settings, double tolerance) =>
        Features.RelativeRms(Features.On(backend, Features.Shipped(Ternary), settings), Features.OnCpu(Features.Shipped(Ternary))).ShouldBeLessThan(tolerance);

    [TorchTheory]
    [InlineData("torch-int8", QuantizationTarget.Int8, "", 64)]
    [InlineData("torch-int4", QuantizationTarget.Int4, "group=32", 32)]
    [InlineData("torch-int4", QuantizationTarget.Int4, "group=64", 64)]
    [InlineData("torch-int4", QuantizationTarget.Int4, "group=128", 128)]
    public void TheQuantiserOfTheCommandLineRoundsAsTheBackendDoes(string backend, QuantizationTarget target, string settings, int group)
    {
        using GgufFile source = Features.Shipped(FullPrecision);
        byte[] rounded = QuantizedModel.Create(source, new QuantizationSettings(target, group)).ToBytes();

        float[] byBackend = Features.On(backend, Features.Shipped(FullPrecision), settings);
        float[] byQuantiser = Features.OnCpu(GgufFile.Read(rounded, "rounded"));

        Features.RelativeRms(byBackend, byQuantiser).ShouldBeLessThan(Float32);
    }

    [TorchTheory]
    [InlineData("torch-fp32", FullPrecision)]
    [InlineData("torch-int4", FullPrecision)]
    [InlineData("torch-bf16", FullPrecision)]
    [InlineData("torch-fp32", Ternary)]
    public void TheNumberOfThreadsDoesNotChangeFeatures(string backend, string model) =>
        Features.On(backend, Features.Shipped(model), threads: 2).ShouldBe(Features.On(backend, Features.Shipped(model)));
}
