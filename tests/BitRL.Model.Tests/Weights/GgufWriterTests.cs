using BitRL.Contracts.Backends;
using BitRL.Model.Weights;
using BitRL.TestKit;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Weights;

public sealed class GgufWriterTests
{
    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        float[] values = SmallFiles.Values(256 * 3, seed: 1);
        TernaryWeights ternary = TernaryPacking.Ternarize(values, 3, 256);
        var writer = new GgufWriter();
        writer.Add("text", "grüß Gott");
        writer.Add("number", uint.MaxValue);
        writer.Add("real", 1.5f);
        writer.Add("yes", true);
        writer.AddArray("floats", [1f, -2.5f]);
        writer.AddArray("integers", [-1, int.MaxValue]);
        writer.AddArray("texts", (string[])["", "a b", "ü"]);
        writer.AddFloat32("f32", values, 256, 3);
        writer.AddFloat16("f16", values, 256, 3);
        writer.AddQ8("q8", values, 256, 3);
        writer.AddTernary("ternary", ternary);
        writer.AddFloat32("vector", values.AsMemory(0, 5), 5);

        using GgufFile file = GgufFile.Read(SmallFiles.Bytes(writer), "written");
        file.Metadata["text"].AsString().ShouldBe("grüß Gott");
        file.Metadata["number"].AsInteger().ShouldBe(uint.MaxValue);
        file.Metadata["real"].AsNumber().ShouldBe(1.5);
        file.Metadata["yes"].AsBoolean().ShouldBeTrue();
        file.Metadata["floats"].AsFloats().ShouldBe([1f, -2.5f]);
        file.Metadata["integers"].AsIntegers().ShouldBe([-1, int.MaxValue]);
        file.Metadata["texts"].AsTexts().Select(t => System.Text.Encoding.UTF8.GetString(t.Span)).ShouldBe(["", "a b", "ü"]);
        file.Tensor("f32").ReadFloats().ShouldBe(values);
        file.Tensor("f16").ReadFloats().ShouldBe(values.Select(v => (float)(Half)v));
        file.Tensor("q8").ReadFloats().ShouldBe(values, 1.0 / 127);
        file.Tensor("vector").Dimensions.ShouldBe([5]);
        TernaryWeights read = file.Tensor("ternary").ReadTernary();
        (read.Outputs, read.Inputs, read.Scale).ShouldBe((3, 256, ternary.Scale));
        read.Codes.Span.SequenceEqual(ternary.Codes.Span).ShouldBeTrue();
    }

    [Fact]
    public void CopyingEveryValueAndTensorOfAFileGivesTheSameFile()
    {
        using GgufFile golden = GgufFile.Open(GoldenFiles.Path("tiny-b158-i2s.gguf"));
        var writer = new GgufWriter();
        foreach (GgufValue value in golden.Metadata)
        {
            writer.Add(value);
        }

        foreach (GgufTensor tensor in golden.Tensors)
        {
            writer.Add(tensor);
        }

        SmallFiles.Bytes(writer).ShouldBe(GoldenFiles.Bytes("tiny-b158-i2s.gguf"));
    }

    [Fact]
    public void SavingReplacesAWholeFileAndLeavesNothingElse()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("bitrl-gguf");
        try
        {
            string path = Path.Combine(folder.FullName, "model.gguf");
            File.WriteAllText(path, "the old file");
            GgufWriter writer = SmallFiles.Writer("llama", isTernary: true);
            writer.Save(path);
            File.ReadAllBytes(path).ShouldBe(SmallFiles.Bytes(writer));
            folder.GetFiles().Length.ShouldBe(1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void AFailedSaveKeepsTheOldFile()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("bitrl-gguf");
        try
        {
            string path = Path.Combine(folder.FullName, "model.gguf");
            File.WriteAllText(path, "the old file");
            GgufWriter writer = SmallFiles.Writer("llama", isTernary: true);
            GgufFile source = GgufFile.Read(SmallFiles.Bytes(SmallFiles.Writer("gpt2", isTernary: true)), "source");
            var extra = new GgufWriter();
            extra.AddFloat32("first", SmallFiles.Values(4096, 1), 4096);
            extra.Add(source.Tensor("output_norm.weight"));
            source.Dispose();
            Should.Throw<ObjectDisposedException>(() => extra.Save(path));
            File.ReadAllText(path).ShouldBe("the old file");
            folder.GetFiles().Length.ShouldBe(1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void NamesAndKeysAreUniqueAndShapesFit()
    {
        var writer = new GgufWriter();
        writer.Add("key", 1u);
        writer.AddFloat32("name", new float[4], 2, 2);
        Should.Throw<ArgumentException>(() => writer.Add("key", 2u)).Message.ShouldContain("'key'");
        Should.Throw<ArgumentException>(() => writer.AddFloat32("name", new float[4], 4)).Message.ShouldContain("'name'");
        Should.Throw<ArgumentException>(() => writer.AddFloat32("other", new float[4], 3));
        Should.Throw<ArgumentException>(() => writer.AddQ8("other", new float[48], 48));
        Should.Throw<ArgumentException>(() => writer.AddTernary("other", new TernaryWeights(new byte[31], 1, 128, 1f)));
    }
}
