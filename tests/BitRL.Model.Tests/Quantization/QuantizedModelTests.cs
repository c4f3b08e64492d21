using BitRL.Model.Quantization;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using BitRL.TestKit;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Quantization;

public sealed class QuantizedModelTests
{
    private static string FullPrecision => Path.Combine(AppContext.BaseDirectory, "Models", "bitrl-numeric-128x3-fp.gguf");

    [Fact]
    public void MatricesLieOnTheGridAndAllElseIsAsItWas()
    {
        using var source = GgufFile.Open(FullPrecision);
        var settings = new QuantizationSettings(QuantizationTarget.Int4, 32);
        var model = QuantizedModel.Create(source, settings);
        using var written = GgufFile.Read(model.ToBytes(), "int4");

        model.Layers.Length.ShouldBe(21);
        BackboneConfiguration.Read(written).ShouldBe(BackboneConfiguration.Read(source) with { Name = $"{BackboneConfiguration.Read(source).Name}-int4-g32" });
        foreach (GgufTensor tensor in source.Tensors)
        {
            float[] before = tensor.ReadFloats();
            float[] after = written.Tensor(tensor.Name).ReadFloats();
            if (model.Layers.Any(layer => layer.Name == tensor.Name))
            {
                RoundingError.Between(before, after).ShouldBe(model.Layers.Single(layer => layer.Name == tensor.Name).Error);
                after[..32].Select(value => MathF.Round(value / after[..32].Max(MathF.Abs) * 7)).Distinct().Count().ShouldBeLessThanOrEqualTo(15);
            }
            else
            {
                after.ShouldBe(before, tensor.Name);
            }
        }
    }

    [Theory]
    [InlineData(QuantizationTarget.Int8, 64, 491_520 + (4 * (15 * 128 + 6 * 256)))]
    [InlineData(QuantizationTarget.Int4, 64, 491_520 / 2 + (4 * 491_520 / 64))]
    [InlineData(QuantizationTarget.Ternary, 64, 491_520 / 4)]
    public void BytesCountTheScales(QuantizationTarget target, int group, long bytes)
    {
        using var source = GgufFile.Open(FullPrecision);

        QuantizedModel.Create(source, new QuantizationSettings(target, group)).MatrixBytes.ShouldBe(bytes);
    }

    [Fact]
    public void ATernaryModelIsRefused()
    {
        using var source = GgufFile.Open(GoldenFiles.Path("tiny-bitnet-i2s.gguf"));

        Should.Throw<GgufFormatException>(() => QuantizedModel.Create(source, new QuantizationSettings(QuantizationTarget.Int8))).Message.ShouldContain("ternary already");
    }
}
