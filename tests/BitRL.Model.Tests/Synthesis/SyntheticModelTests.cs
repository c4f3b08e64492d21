using System.Security.Cryptography;
using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Synthesis;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Synthesis;

public sealed class SyntheticModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bitrl-synthesis-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("bitnet-b1.58", GateActivation.SquaredRelu)]
    [InlineData("bitnet", GateActivation.Silu)]
    public void TheTinyModelIsReadBackAndEncodesText(string architecture, GateActivation activation)
    {
        using IComputeDevice device = Devices.Open(threads: 1);
        using var backbone = Backbone.Load(GgufFile.Open(Save("tiny", architecture, 1)), device, new BackboneOptions());
        using var encoder = new TextEncoder(backbone, Pooling.Both, TimeProvider.System);

        EncodedText encoded = encoder.Encode("x=0.12 abc\n"u8);

        backbone.Configuration.ShouldBe(SyntheticModel.Named("tiny", architecture, 1).Configuration);
        backbone.Configuration.Activation.ShouldBe(activation);
        encoded.Tokens[0].ShouldBe(298, "the text begins with the begin token");
        encoded.Tokens.Count.ShouldBe(1 + "x=0.12 abc\n".Length - 1, "12 is one token, all other bytes are themselves");
        encoded.Features.ToArray().ShouldAllBe(value => float.IsFinite(value));
        encoded.Features.ToArray().Select(Math.Abs).Max().ShouldBeInRange(0.5f, 50f);
    }

    [Fact]
    public void TheSameSeedGivesTheSameBytesAndAnotherSeedOthers()
    {
        string first = Hash(Save("tiny", "bitnet", 7));

        Hash(Save("tiny", "bitnet", 7)).ShouldBe(first);
        Hash(Save("tiny", "bitnet", 8)).ShouldNotBe(first);
        first.ShouldBe("ad33188ba2c79221058133f2d01e85e4fcdc4d8782726ecb27a947b369f19e9d", "a file must not change with the program: measurements name it by shape and seed");
    }

    [Fact]
    public void TernaryWeightsHaveTheSharesOfTernarisedNormalWeights()
    {
        using var file = GgufFile.Open(Save("tiny", "bitnet-b1.58", 3));
        TernaryWeights weights = file.Tensor("blk.1.ffn_down.weight").ReadTernary();
        sbyte[] values = new sbyte[weights.Inputs * weights.Outputs];
        TernaryPacking.Unpack(weights.Codes.Span, values);

        // 131,072 draws: five standard deviations are 0.0065.
        (values.Count(value => value == 0) / (double)values.Length).ShouldBe(10.0 / 32, 0.0065);
        (values.Count(value => value > 0) / (double)values.Length).ShouldBe(11.0 / 32, 0.0065);
        weights.Scale.ShouldBe((float)(1 / Math.Sqrt(512 * 22.0 / 32)), 1e-6f);
    }

    [Fact]
    public void EveryTensorHasWeightsOfItsOwn()
    {
        using var file = GgufFile.Open(Save("tiny", "bitnet-b1.58", 3));

        file.Tensors.Select(tensor => Convert.ToHexString(SHA256.HashData(tensor.Bytes.Span))).Distinct().Count().ShouldBe(file.Tensors.Count);
    }

    [Fact]
    public void The2B4TShapeIsThatOfTheRealModel()
    {
        BackboneConfiguration shape = SyntheticModel.Named("2b-4t", "bitnet-b1.58", 1).Configuration;

        shape.LinearWeights.ShouldBe(2_084_044_800);
        shape.KeyValueSize.ShouldBe(640);
        shape.VocabularySize.ShouldBe(128_256);
    }

    [Fact]
    public void TheEmbedding270MShapeIsThatOfTheRealModel()
    {
        BackboneConfiguration shape = SyntheticModel.Named("embedding-270m", "bitnet-b1.58", 1).Configuration;

        shape.LinearWeights.ShouldBe(100_270_080, "100.3 million ternary weights are published");
        shape.AttentionSize.ShouldBe(1024, "its heads are wider than the residual stream");
        shape.VocabularySize.ShouldBe(262_144);
    }

    [Theory]
    [InlineData("3b", "bitnet", "2b-4t")]
    [InlineData("tiny", "llama", "bitnet-b1.58")]
    public void UnknownNamesAreRefusedWithTheKnownOnes(string shape, string architecture, string known) =>
        Should.Throw<ArgumentException>(() => SyntheticModel.Named(shape, architecture, 1)).Message.ShouldContain(known);

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private string Save(string shape, string architecture, ulong seed)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.gguf");
        SyntheticModel.Named(shape, architecture, seed).Save(path);
        return path;
    }
}
