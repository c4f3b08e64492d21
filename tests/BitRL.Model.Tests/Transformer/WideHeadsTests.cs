using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Pretraining.Corpus;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Transformer;

/// <summary>Heads that are wider together than the residual stream, as <c>attention.key_length</c> allows.</summary>
public sealed class WideHeadsTests
{
    private const int Hidden = 128;
    private const int HeadSize = 64;
    private const int FeedForward = 256;
    private const int Vocabulary = 64;

    /// <summary>Halving a norm's weight by √2 rounds it, and may so flip an int8 value.</summary>
    private const double Tolerance = 1e-2;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void HeadsWhoseValuesAreZeroChangeNothing(bool isTernary)
    {
        // Twice the heads, the new half without values: attention gives zeros there, so that its mean square halves, which the norm's weight undoes.
        float[] narrow = Encode(Write(heads: 2, isTernary));
        float[] wide = Encode(Write(heads: 4, isTernary));

        float largest = narrow.Max(Math.Abs);
        wide.Zip(narrow, (a, b) => Math.Abs(a - b) / largest).Max().ShouldBeLessThan((float)Tolerance);
        largest.ShouldBeGreaterThan(0.5f);
    }

    [Fact]
    public void KeysAndValuesOfDifferentWidthAreRefused()
    {
        GgufWriter writer = Header(heads: 2);
        writer.Add($"{BackboneMetadata.Architecture}.attention.key_length", (uint)HeadSize);
        writer.Add($"{BackboneMetadata.Architecture}.attention.value_length", (uint)HeadSize / 2);
        writer.AddFloat32("token_embd.weight", new float[Vocabulary * Hidden], Hidden, Vocabulary);

        Should.Throw<GgufFormatException>(() => BackboneConfiguration.Read(Read(writer))).Message.ShouldContain("64 elements for keys and 32 for values");
    }

    private static float[] Encode(GgufFile file)
    {
        using IComputeDevice device = Devices.Open(threads: 1);
        using var backbone = Backbone.Load(file, device, new BackboneOptions());
        using var encoder = new TextEncoder(backbone, Pooling.Last, TimeProvider.System);
        return encoder.Encode([3, 1, 4, 15, 9, 2, 6]).Features.ToArray();
    }

    private static GgufWriter Header(int heads)
    {
        var writer = new GgufWriter();
        BackboneMetadata.AddShape(writer, Shape(heads), BackboneMetadata.TernaryFileType);
        return writer;
    }

    private static BackboneConfiguration Shape(int heads) => new()
    {
        Architecture = BackboneMetadata.Architecture,
        Name = "wide",
        VocabularySize = Vocabulary,
        ContextLength = 32,
        HiddenSize = Hidden,
        Blocks = 1,
        Heads = heads,
        HeadSize = HeadSize,
        KeyValueHeads = heads,
        FeedForwardSize = FeedForward,
        NormEpsilon = 1e-6f,
        RopeFrequencyBase = 10_000,
        Activation = GateActivation.SquaredRelu,
        FieldOrdinals = 0,
    };

    private static GgufFile Write(int heads, bool isTernary)
    {
        GgufWriter writer = Header(heads);
        int attention = heads * HeadSize;
        var random = new CorpusRandom(5);
        float[] embedding = [.. Enumerable.Range(0, Vocabulary * Hidden).Select(_ => (float)random.Uniform(-1, 1))];
        writer.AddFloat32("token_embd.weight", embedding, Hidden, Vocabulary);
        AddNorm(writer, "output_norm.weight", Hidden, 1);
        AddNorm(writer, "blk.0.attn_norm.weight", Hidden, 1);
        AddNorm(writer, "blk.0.attn_sub_norm.weight", attention, attention == Hidden ? 1 : (float)Math.Sqrt((double)Hidden / attention));
        AddNorm(writer, "blk.0.ffn_norm.weight", Hidden, 1);
        AddNorm(writer, "blk.0.ffn_sub_norm.weight", FeedForward, 1);
        void Matrix(string part, int outputs, int inputs, Func<int, int, bool>? isZero = null) => AddMatrix(writer, $"blk.0.{part}.weight", outputs, inputs, isTernary, isZero);
        Matrix("attn_q", attention, Hidden);
        Matrix("attn_k", attention, Hidden);
        Matrix("attn_v", attention, Hidden, (output, _) => output >= Hidden);
        Matrix("attn_output", Hidden, attention);
        Matrix("ffn_gate", FeedForward, Hidden);
        Matrix("ffn_up", FeedForward, Hidden);
        Matrix("ffn_down", Hidden, FeedForward);
        return Read(writer);
    }

    // A weight follows from its place alone, so that the narrow matrix is a part of the wide one.
    private static void AddMatrix(GgufWriter writer, string name, int outputs, int inputs, bool isTernary, Func<int, int, bool>? isZero)
    {
        const float Scale = 0.1f;
        sbyte[] values = new sbyte[outputs * inputs];
        for (int i = 0; i < values.Length; i++)
        {
            (int output, int input) = (i / inputs, i % inputs);
            values[i] = isZero?.Invoke(output, input) == true ? (sbyte)0 : (sbyte)((int)(CorpusRandom.Mix((ulong)((output << 16) + input + name.Length)) % 3) - 1);
        }

        if (isTernary)
        {
            byte[] codes = new byte[values.Length / 4];
            TernaryPacking.Pack(values, codes);
            writer.AddTernary(name, new TernaryWeights(codes, outputs, inputs, Scale));
        }
        else
        {
            writer.AddFloat32(name, values.Select(value => value * Scale).ToArray(), inputs, outputs);
        }
    }

    private static void AddNorm(GgufWriter writer, string name, int width, float value)
    {
        float[] values = new float[width];
        Array.Fill(values, value);
        writer.AddFloat32(name, values, width);
    }

    private static GgufFile Read(GgufWriter writer)
    {
        using var stream = new MemoryStream();
        writer.WriteTo(stream);
        return GgufFile.Read(stream.ToArray(), "wide");
    }
}
