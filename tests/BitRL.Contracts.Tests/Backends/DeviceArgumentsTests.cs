using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Contracts.Tests.Backends;

/// <summary>What fits passes; what does not is refused with the argument, what it has and what is needed.</summary>
public sealed class DeviceArgumentsTests
{
    private static readonly FakeTensor Narrow = new(5, 4);
    private static readonly FakeTensor Wide = new(5, 8);
    private static readonly FakeTensor Other = new(5, 8);
    private static readonly FakeTensor Third = new(5, 8);
    private static readonly FakeTensor Short = new(2, 8);

    /// <summary>Name, what is called, and how the refusal begins; null where there is none.</summary>
    public static TheoryData<string, Action, string?> Calls => new()
    {
        { "workers", () => DeviceArguments.Workers(2, 2), null },
        { "workers: none", () => DeviceArguments.Workers(0, 2), "workers ('0') must be greater than or equal to '1'" },
        { "workers: too many", () => DeviceArguments.Workers(3, 2), "workers ('3') must be less than or equal to '2'" },
        { "floats", () => DeviceArguments.Floats(new float[8], 2, 4), null },
        { "floats: too few", () => DeviceArguments.Floats(new float[7], 2, 4), "7 float32 values were given where the shape needs 8" },
        { "floats: no rows", () => DeviceArguments.Floats([], 0, 4), "rows ('0') must be" },
        { "halves: too many", () => DeviceArguments.Halves(new byte[18], 2, 4), "18 bytes of half floats were given where the shape needs 16" },
        { "ternary", () => DeviceArguments.Ternary(new TernaryWeights(new byte[64], 2, 128, 0.5f)), null },
        { "ternary: too few codes", () => DeviceArguments.Ternary(new TernaryWeights(new byte[63], 2, 128, 0.5f)), "63 bytes of codes were given where the shape needs 64" },
        { "ternary: odd width", () => DeviceArguments.Ternary(new TernaryWeights(new byte[50], 2, 100, 0.5f)), "a ternary matrix with 100 inputs: the layout needs a multiple of 128" },
        { "ternary: no number", () => DeviceArguments.Ternary(new TernaryWeights(new byte[64], 2, 128, float.NaN)), "a ternary matrix with the scale NaN: it must be finite" },
        { "embed", () => DeviceArguments.Embed(Batch(), Table(10, 8), Table(3, 8), Wide), null },
        { "embed: rows", () => DeviceArguments.Embed(Batch(), Table(10, 8), null, Short), "output has room for 2 rows, not for 3" },
        { "embed: width", () => DeviceArguments.Embed(Batch(), Table(10, 8), null, Narrow), "output has rows of 4 elements where 8 are needed" },
        { "embed: token", () => DeviceArguments.Embed(Batch(), Table(9, 8), null, Wide), "the batch has the token 9, and the table ends at 8" },
        { "embed: ordinal", () => DeviceArguments.Embed(Batch(), Table(10, 8), Table(2, 8), Wide), "the batch has the field ordinal 2, and the table ends at 1" },
        { "embed: field width", () => DeviceArguments.Embed(Batch(), Table(10, 8), Table(3, 4), Wide), "fields has rows of 4 elements where 8 are needed" },
        { "embed: no ordinals", () => DeviceArguments.Embed(Batch(hasOrdinals: false), Table(10, 8), Table(3, 8), Wide), "0 field ordinals were given where the shape needs 3" },
        { "embed: nothing", () => DeviceArguments.Embed(Batch(), Table(10, 8), null, null!), "Value cannot be null. (Parameter 'output')" },
        { "norm", () => DeviceArguments.RmsNorm(Wide, Short, 5, Wide), null },
        { "norm: input rows", () => DeviceArguments.RmsNorm(Short, Short, 5, Wide), "input has room for 2 rows, not for 5" },
        { "norm: weight", () => DeviceArguments.RmsNorm(Wide, Narrow, 5, Wide), "weight has rows of 4 elements where 8 are needed" },
        { "norm: output", () => DeviceArguments.RmsNorm(Wide, Short, 5, Short), "output has room for 2 rows, not for 5" },
        { "norm: negative", () => DeviceArguments.RmsNorm(Wide, Short, -1, Wide), "rows ('-1') must be a non-negative value" },
        { "quantise", () => DeviceArguments.RmsNormQuantize(Wide, Short, 5, new FakeRows(5, 8)), null },
        { "quantise: output", () => DeviceArguments.RmsNormQuantize(Wide, Short, 5, new FakeRows(5, 4)), "output has rows of 4 elements where 8 are needed" },
        { "ternary product", () => DeviceArguments.TernaryMatMul(new FakeRows(5, 16), new FakeMatrix(16, 8), 5, Wide), null },
        { "ternary product: input", () => DeviceArguments.TernaryMatMul(new FakeRows(5, 8), new FakeMatrix(16, 8), 5, Wide), "input has rows of 8 elements where 16 are needed" },
        { "ternary product: rows", () => DeviceArguments.TernaryMatMul(new FakeRows(4, 16), new FakeMatrix(16, 8), 5, Wide), "input has room for 4 rows, not for 5" },
        { "ternary product: output", () => DeviceArguments.TernaryMatMul(new FakeRows(5, 16), new FakeMatrix(16, 8), 5, Narrow), "output has rows of 4 elements where 8 are needed" },
        { "dense product", () => DeviceArguments.DenseMatMul(Wide, new FakeMatrix(8, 4), 5, Narrow), null },
        { "dense product: same", () => DeviceArguments.DenseMatMul(Wide, new FakeMatrix(8, 8), 5, Wide), "output is also an input; this operation needs another tensor to write to" },
        { "dense product: input", () => DeviceArguments.DenseMatMul(Narrow, new FakeMatrix(8, 8), 5, Wide), "input has rows of 4 elements where 8 are needed" },
        { "rope", () => DeviceArguments.Rope(Batch(), Wide, 2, 4), null },
        { "rope: heads", () => DeviceArguments.Rope(Batch(), Wide, 3, 4), "values has rows of 8 elements, which is not 3 heads of 4 (an even number)" },
        { "rope: odd", () => DeviceArguments.Rope(Batch(), new FakeTensor(5, 9), 3, 3), "values has rows of 9 elements, which is not 3 heads of 3 (an even number)" },
        { "rope: rows", () => DeviceArguments.Rope(Batch(), Short, 2, 4), "values has room for 2 rows, not for 3" },
        { "gate", () => DeviceArguments.Gate(Wide, Other, 5, Wide), null },
        { "gate: gate", () => DeviceArguments.Gate(Short, Wide, 5, Wide), "gate has room for 2 rows, not for 5" },
        { "gate: up", () => DeviceArguments.Gate(Wide, Narrow, 5, Wide), "up has rows of 4 elements where 8 are needed" },
        { "gate: output", () => DeviceArguments.Gate(Wide, Other, 5, Short), "output has room for 2 rows, not for 5" },
        { "copy", () => DeviceArguments.CopyRows(Wide, 3, Short, 0, 2), null },
        { "copy: width", () => DeviceArguments.CopyRows(Wide, 0, Narrow, 0, 1), "target has rows of 4 elements where 8 are needed" },
        { "copy: source", () => DeviceArguments.CopyRows(Wide, 4, Other, 0, 2), "rows 4 to 6 lie outside source, which has 5" },
        { "copy: target", () => DeviceArguments.CopyRows(Wide, 0, Short, 1, 2), "rows 1 to 3 lie outside target, which has 2" },
        { "copy: far", () => DeviceArguments.CopyRows(Wide, int.MaxValue, Other, 0, 2), "rows 2147483647 to 2147483649 lie outside source, which has 5" },
        { "pool", () => DeviceArguments.Pool(Batch(), Pooling.Mean, Wide, Short), null },
        { "pool: both", () => DeviceArguments.Pool(Batch(), Pooling.Both, Narrow, Wide), null },
        { "pool: width", () => DeviceArguments.Pool(Batch(), Pooling.Both, Wide, Other), "output has rows of 8 elements where 16 are needed" },
        { "pool: same", () => DeviceArguments.Pool(Batch(), Pooling.Last, Wide, Wide), "output is also an input" },
        { "pool: input", () => DeviceArguments.Pool(Batch(), Pooling.Last, Short, Wide), "input has room for 2 rows, not for 3" },
        { "pool: output", () => DeviceArguments.Pool(Batch(), Pooling.Last, Wide, new FakeTensor(1, 8)), "output has room for 1 rows, not for 2" },
        { "download", () => DeviceArguments.Download(Wide, 2, new float[16]), null },
        { "download: rows", () => DeviceArguments.Download(Short, 3, new float[24]), "source has room for 2 rows, not for 3" },
        { "download: places", () => DeviceArguments.Download(Wide, 2, new float[15]), "15 places in the destination were given where the shape needs 16" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void ACallPassesOrIsRefusedWithWhatDoesNotFit(string name, Action call, string? refusal)
    {
        Exception? thrown = Record.Exception(call);
        if (refusal is null)
        {
            thrown.ShouldBeNull(name);
        }
        else
        {
            thrown.ShouldBeAssignableTo<ArgumentException>(name)!.Message.ShouldStartWith(refusal);
        }
    }

    [Theory]
    [InlineData(4, 2, 8, 0, null)]
    [InlineData(4, 3, 8, 0, "3 key/value heads do not divide 4 query heads")]
    [InlineData(4, 2, 7, 0, "Query has rows of 32 elements, which is not 4 heads of 7")]
    [InlineData(4, 2, 8, 6, "a sequence of the batch has a prefix, so PrefixKey must be given")]
    public void AnAttentionIsRefusedWithWhatDoesNotFit(int heads, int keyValueHeads, int headSize, int prefixLength, string? message)
    {
        FakeTensor query = new(5, heads * 8);
        FakeTensor key = new(5, keyValueHeads * 8);
        FakeTensor value = new(5, keyValueHeads * 8);
        FakeTensor output = new(5, query.Width);
        var batch = new FakeBatch(5, 1);
        batch.Fill(new SequenceBatch { Tokens = new int[5], Sequences = [new SequenceSpan(0, 5, 0, prefixLength)] });
        Exception? refusal = Record.Exception(() => DeviceArguments.Attention(
            batch, new AttentionArguments { Query = query, Key = key, Value = value, Output = output, Heads = heads, KeyValueHeads = keyValueHeads, HeadSize = headSize }));
        if (message is null)
        {
            refusal.ShouldBeNull();
        }
        else
        {
            refusal.ShouldBeAssignableTo<ArgumentException>()!.Message.ShouldContain(message);
        }
    }

    [Theory]
    [InlineData(9, 8, null)]
    [InlineData(8, 8, "a sequence of the batch has a prefix that ends at row 9; PrefixKey has 8 rows")]
    [InlineData(9, 4, "PrefixKey has rows of 4 elements where 8 are needed")]
    public void APrefixStoreHoldsEveryPrefix(int rows, int width, string? message)
    {
        var batch = new FakeBatch(3, 2);
        batch.Fill(new SequenceBatch { Tokens = [1, 2, 3], Sequences = [new(0, 2, 4, 5), new(2, 1, 0, 0)] });
        FakeTensor store = new(rows, width);
        Exception? refusal = Record.Exception(() => DeviceArguments.Attention(
            batch, new AttentionArguments { Query = Wide, Key = Wide, Value = Other, Output = Third, PrefixKey = store, PrefixValue = store, Heads = 2, KeyValueHeads = 2, HeadSize = 4 }));
        if (message is null)
        {
            refusal.ShouldBeNull();
        }
        else
        {
            refusal.ShouldBeOfType<ArgumentException>().Message.ShouldStartWith(message);
        }
    }

    // Three rows in two sequences; the largest token is 9, the largest ordinal 2.
    private static FakeBatch Batch(bool hasOrdinals = true)
    {
        var batch = new FakeBatch(4, 2);
        batch.Fill(new SequenceBatch { Tokens = [4, 9, 1], FieldOrdinals = hasOrdinals ? [0, 2, 1] : [], Sequences = [new(0, 2, 0, 0), new(2, 1, 0, 0)] });
        return batch;
    }

    private static HostEmbeddingTable Table(int entries, int width) => new(new float[entries * width], entries, width);
}
