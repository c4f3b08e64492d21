using BitRL.Contracts.Backends;
using BitRL.Model.Weights;
using BitRL.TestKit;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Weights;

public sealed class TernaryRepackingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bitrl-repacking-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(TernaryLayout.Blocks64)]
    [InlineData(TernaryLayout.Rows4)]
    [InlineData(TernaryLayout.Blocks128)]
    public void AModelThatWasPackedInAnotherWayComesBackAsTheOfficialFile(TernaryLayout layout)
    {
        using var official = GgufFile.Open(GoldenFiles.Path("tiny-bitnet-i2s.gguf"));
        string odd = Path.Combine(_folder, "odd.gguf");
        string back = Path.Combine(_folder, "back.gguf");
        Rewrite(official, odd, weights => PackAs(layout, weights));

        using (var file = GgufFile.Open(odd))
        {
            TernaryRepacking.Save(file, layout, back).ShouldBe(official.Tensors.Count(tensor => tensor.Type == GgufTensorType.I2_S));
        }

        using var restored = GgufFile.Open(back);
        restored.Metadata.Select(value => value.Key).ShouldBe(official.Metadata.Select(value => value.Key));
        foreach (GgufTensor tensor in official.Tensors)
        {
            GgufTensor same = restored.Tensor(tensor.Name);
            same.ReadFloats().ShouldBe(tensor.ReadFloats(), tensor.Name);
        }
    }

    [Fact]
    public void OtherLayoutsAreOtherBytes()
    {
        using var official = GgufFile.Open(GoldenFiles.Path("tiny-bitnet-i2s.gguf"));
        TernaryWeights weights = official.Tensor("blk.0.attn_q.weight").ReadTernary();

        PackAs(TernaryLayout.Blocks128, weights).ShouldBe(weights.Codes.ToArray());
        PackAs(TernaryLayout.Blocks64, weights).ShouldNotBe(weights.Codes.ToArray());
        PackAs(TernaryLayout.Rows4, weights).ShouldNotBe(weights.Codes.ToArray());
    }

    [Fact]
    public void ShapesThatALayoutCannotHoldAreRefused() =>
        Should.Throw<ArgumentException>(() => TernaryRepacking.Repack(new byte[96], 3, 128, TernaryLayout.Rows4, new byte[96])).Message.ShouldContain("[3, 128]");

    // As docs of the layouts say it, written down a second time: from elements to bytes.
    private static byte[] PackAs(TernaryLayout layout, TernaryWeights weights)
    {
        sbyte[] values = new sbyte[weights.Outputs * weights.Inputs];
        TernaryPacking.Unpack(weights.Codes.Span, values);
        byte[] codes = new byte[values.Length / 4];
        for (int element = 0; element < values.Length; element++)
        {
            int row = element / weights.Inputs;
            int column = element % weights.Inputs;
            (int at, int shift) = layout switch
            {
                TernaryLayout.Blocks64 => ((element / 64 * 16) + (element % 64 % 16), 6 - (2 * (element % 64 / 16))),
                TernaryLayout.Rows4 => ((row / 4 * weights.Inputs) + column, 6 - (2 * (row % 4))),
                _ => ((element / 128 * 32) + (element % 128 % 32), 6 - (2 * (element % 128 / 32))),
            };
            codes[at] |= (byte)((values[element] + 1) << shift);
        }

        return codes;
    }

    private static void Rewrite(GgufFile source, string path, Func<TernaryWeights, byte[]> pack)
    {
        var writer = new GgufWriter();
        foreach (GgufValue value in source.Metadata)
        {
            writer.Add(value);
        }

        foreach (GgufTensor tensor in source.Tensors)
        {
            if (tensor.Type == GgufTensorType.I2_S)
            {
                TernaryWeights weights = tensor.ReadTernary();
                writer.AddTernary(tensor.Name, weights with { Codes = pack(weights) });
            }
            else
            {
                writer.Add(tensor);
            }
        }

        writer.Save(path);
    }
}
