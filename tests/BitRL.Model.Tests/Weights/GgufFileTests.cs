using System.Text.Json;
using BitRL.Contracts.Backends;
using BitRL.Model.Weights;
using BitRL.TestKit;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Weights;

public sealed class GgufFileTests
{
    [Theory]
    [InlineData("tiny-bitnet-i2s.gguf", "bitnet")]
    [InlineData("tiny-b158-i2s.gguf", "bitnet-b1.58")]
    public void GoldenFileOpensAlikeFromDiskAndFromMemory(string name, string architecture)
    {
        using GgufFile mapped = GgufFile.Open(GoldenFiles.Path(name));
        using GgufFile inMemory = GgufFile.Read(GoldenFiles.Bytes(name), name);

        mapped.Architecture.ShouldBe(architecture);
        mapped.Tensors.Count.ShouldBe(24);
        mapped.ContentHash.ShouldBe(inMemory.ContentHash);
        mapped.Metadata.Select(v => v.Key).ShouldBe(inMemory.Metadata.Select(v => v.Key));
        foreach ((GgufTensor a, GgufTensor b) in mapped.Tensors.Zip(inMemory.Tensors))
        {
            a.Bytes.Span.SequenceEqual(b.Bytes.Span).ShouldBeTrue(a.Name);
        }
    }

    [Fact]
    public void TernaryLayoutMatchesTheSpotCheck()
    {
        using var spot = JsonDocument.Parse(File.ReadAllText(GoldenFiles.Path("layout_spotcheck.json")));
        using GgufFile file = GgufFile.Open(GoldenFiles.Path("tiny-bitnet-i2s.gguf"));
        TernaryWeights weights = file.Tensor(spot.RootElement.GetProperty("tensor").GetString()!).ReadTernary();

        weights.Scale.ShouldBe(spot.RootElement.GetProperty("scale_f32").GetSingle());
        Convert.ToHexStringLower(weights.Codes.Span[..64]).ShouldBe(spot.RootElement.GetProperty("first_64_bytes_hex").GetString());
        sbyte[] row = new sbyte[weights.Inputs];
        TernaryPacking.Unpack(weights.Codes.Span[..(weights.Inputs / 4)], row);
        row.Take(128).Select(v => (int)v).ShouldBe(spot.RootElement.GetProperty("row0_first_128_ternary").Deserialize<int[]>()!);
    }
}
