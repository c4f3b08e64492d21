using System.Buffers.Binary;
using BitRL.Model.Tokenizer;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using BitRL.TestKit;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Weights;

/// <summary>Each kind of damage is refused in words that say what and where.</summary>
public sealed class GgufRefusalTests
{
    private static readonly byte[] Good = SmallFiles.Bytes(SmallFiles.Writer("llama", isTernary: true));

    [Fact]
    public void AnEmptyFileIsRefused()
    {
        string path = Path.GetTempFileName();
        Should.Throw<GgufFormatException>(() => GgufFile.Open(path)).Message.ShouldContain(path);
        File.Delete(path);
    }

    [Fact]
    public void AnotherMagicNumberIsRefused() => Refusal(b => "PK\x03\x04"u8.CopyTo(b)).ShouldContain("instead of 'GGUF'");

    [Fact]
    public void AnotherVersionIsRefused() => Refusal(b => b[4] = 1).ShouldContain("version 1");

    [Fact]
    public void AHugeNumberOfTensorsIsRefused() => Refusal(b => BinaryPrimitives.WriteUInt64LittleEndian(b.AsSpan(8), ulong.MaxValue)).ShouldContain("18446744073709551615 tensors");

    [Fact]
    public void AHugeNumberOfKeysIsRefused() => Refusal(b => BinaryPrimitives.WriteUInt64LittleEndian(b.AsSpan(16), 1UL << 62)).ShouldContain("metadata keys");

    [Fact]
    public void AHugeTextIsRefused() => Refusal(b => BinaryPrimitives.WriteUInt64LittleEndian(b.AsSpan(24), 1UL << 40)).ShouldContain("1099511627776 bytes of text");

    [Fact]
    public void AnAlignmentThatIsNoPowerOfTwoIsRefused() => Refusal(b => b[After(b, "general.alignment") + 4] = 48).ShouldContain("general.alignment' is 48");

    [Fact]
    public void AnOffsetPastTheEndIsRefused() =>
        Refusal(b => BinaryPrimitives.WriteUInt64LittleEndian(b.AsSpan(After(b, "output_norm.weight") + 4 + 8 + 4), 1UL << 40)).ShouldContain("'output_norm.weight' needs 512 bytes");

    [Fact]
    public void OverlappingTensorsAreRefused() =>
        Refusal(b => BinaryPrimitives.WriteUInt64LittleEndian(b.AsSpan(After(b, "output_norm.weight") + 4 + 8 + 4), 32)).ShouldContain("overlaps");

    [Fact]
    public void DimensionsThatOverflowAreRefused() => Refusal(b =>
    {
        int at = After(b, "blk.0.attn_q.weight") + 4;
        BinaryPrimitives.WriteUInt64LittleEndian(b.AsSpan(at), 1UL << 30);
        BinaryPrimitives.WriteUInt64LittleEndian(b.AsSpan(at + 8), 1UL << 30);
    }).ShouldContain("blk.0.attn_q.weight");

    [Fact]
    public void ATensorNamedTwiceIsRefused() => Refusal(b => "blk.0.attn_q.weight"u8.CopyTo(b.AsSpan(After(b, "blk.0.attn_k.weight") - 19))).ShouldContain("'blk.0.attn_q.weight' occurs twice");

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0f)]
    [InlineData(-1f)]
    public void ATernaryScaleThatIsNotPositiveAndFiniteIsRefused(float scale) => Refusal(b =>
    {
        using GgufFile file = GgufFile.Read(Good, "good");
        GgufTensor tensor = file.Tensor("blk.0.attn_q.weight");
        BinaryPrimitives.WriteSingleLittleEndian(b.AsSpan((int)tensor.FileOffset + (128 * 128 / 4)), scale);
    }).ShouldContain("has the scale");

    [Fact]
    public void DamagedTernaryCodesAreRefusedAndCounted() => Refusal(b =>
    {
        using GgufFile file = GgufFile.Read(Good, "good");
        b[file.Tensor("blk.0.attn_q.weight").FileOffset + 100] = 0xFF;
    }).ShouldContain("has 4 of 16384 elements with the code 3");

    [Fact]
    public void AnEmbeddingThatIsNotFiniteIsRefused() => Refusal(b =>
    {
        using GgufFile file = GgufFile.Read(Good, "good");
        BinaryPrimitives.WriteHalfLittleEndian(b.AsSpan((int)file.Tensor("token_embd.weight").FileOffset + 20), Half.NaN);
    }).ShouldContain("not finite at element 10");

    [Fact]
    public void AnotherArchitectureIsRefusedWithTheListOfThoseThatRun()
    {
        var writer = new GgufWriter();
        writer.Add("general.architecture", "llama");
        string message = Refusal(SmallFiles.Bytes(writer));
        message.ShouldContain("'llama'");
        message.ShouldContain("bitnet-b1.58, bitnet-25, bitnet");
    }

    [Fact]
    public void AMissingTensorIsNamed()
    {
        using GgufFile good = GgufFile.Read(Good, "good");
        var writer = new GgufWriter();
        foreach (GgufValue value in good.Metadata)
        {
            writer.Add(value);
        }

        foreach (GgufTensor tensor in good.Tensors.Where(t => t.Name != "blk.0.ffn_up.weight"))
        {
            writer.Add(tensor);
        }

        Refusal(SmallFiles.Bytes(writer)).ShouldContain("'blk.0.ffn_up.weight' is missing");
    }

    [Fact]
    public void AModelWithoutTokenizerStillLoads()
    {
        using GgufFile good = GgufFile.Read(Good, "good");
        var writer = new GgufWriter();
        foreach (GgufValue value in good.Metadata.Where(v => !v.Key.StartsWith("tokenizer.", StringComparison.Ordinal)))
        {
            writer.Add(value);
        }

        foreach (GgufTensor tensor in good.Tensors)
        {
            writer.Add(tensor);
        }

        using var device = new NullDevice();
        using Backbone backbone = Backbone.Load(GgufFile.Read(SmallFiles.Bytes(writer), "bare"), device, new BackboneOptions());
        Should.Throw<GgufFormatException>(() => backbone.Tokenizer).Message.ShouldContain("give token ids");
    }

    [Fact]
    public void ANewerVersionOfOurTokenizerIsRefused()
    {
        var writer = new GgufWriter();
        using GgufFile good = TinyModels.OpenTernary();
        foreach (GgufValue value in good.Metadata.Where(v => v.Key != TokenizerFactory.VersionKey))
        {
            writer.Add(value);
        }

        writer.Add(TokenizerFactory.VersionKey, (uint)NumberTokenizer.Version + 1);
        foreach (GgufTensor tensor in good.Tensors)
        {
            writer.Add(tensor);
        }

        using GgufFile newer = GgufFile.Read(SmallFiles.Bytes(writer), "newer");
        Should.Throw<GgufFormatException>(() => TokenizerFactory.Create(newer, BackboneConfiguration.Read(newer))).Message.ShouldContain("this program knows versions up to 2");
    }

    private static int After(byte[] bytes, string name) => bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(name)) + name.Length;

    private static string Refusal(Action<byte[]> damage)
    {
        byte[] bytes = [.. Good];
        damage(bytes);
        return Refusal(bytes);
    }

    private static string Refusal(byte[] bytes) => Should.Throw<GgufFormatException>(() =>
    {
        using var device = new NullDevice();
        Backbone.Load(GgufFile.Read(bytes, "damaged.gguf"), device, new BackboneOptions()).Dispose();
    }).Message;
}
