using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Contracts.Tests.Backends;

public sealed class DeviceArgumentsTests
{
    [Theory]
    [InlineData(4, 2, 8, 0, null)]
    [InlineData(4, 3, 8, 0, "3 key/value heads do not divide 4 query heads")]
    [InlineData(4, 2, 7, 0, "Query has rows of 32 elements, which is not 4 heads of 7")]
    [InlineData(4, 2, 8, 6, "a sequence of the batch has a prefix, so PrefixKey must be given")]
    public void An_attention_is_refused_with_what_does_not_fit(int heads, int keyValueHeads, int headSize, long prefixEnd, string? message)
    {
        using var query = new Rows(5, heads * 8);
        using var key = new Rows(5, keyValueHeads * 8);
        using var value = new Rows(5, keyValueHeads * 8);
        using var output = new Rows(5, query.Width);
        Exception? refusal = Record.Exception(() => DeviceArguments.Attention(
            new AttentionArguments { Query = query, Key = key, Value = value, Output = output, Heads = heads, KeyValueHeads = keyValueHeads, HeadSize = headSize }, 5, prefixEnd));
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
    [InlineData(0, 3, 3, null)]
    [InlineData(1, 3, 3, "the next row is 0")]
    [InlineData(0, 2, 3, "2 rows in the sequence table were given where the shape needs 3")]
    [InlineData(0, 4, 4, "4 tokens in 1 sequences do not fit into a batch for 3 in 2")]
    public void A_batch_is_refused_with_what_does_not_fit(int firstRow, int rowCount, int tokens, string? message)
    {
        Exception? refusal = Record.Exception(() => DeviceArguments.Batch(
            new SequenceBatch { Tokens = new int[tokens], Sequences = [new SequenceSpan(firstRow, rowCount, 0, 0)] }, maxTokens: 3, maxSequences: 2));
        if (message is null)
        {
            refusal.ShouldBeNull();
        }
        else
        {
            refusal.ShouldBeOfType<ArgumentException>().Message.ShouldContain(message);
        }
    }

    [Fact]
    public void Too_few_codes_an_odd_width_and_a_scale_that_is_no_number_are_refused()
    {
        Should.NotThrow(() => DeviceArguments.Ternary(new TernaryWeights(new byte[64], 2, 128, 0.5f)));
        Should.Throw<ArgumentException>(() => DeviceArguments.Ternary(new TernaryWeights(new byte[63], 2, 128, 0.5f))).Message.ShouldContain("63 bytes of codes");
        Should.Throw<ArgumentException>(() => DeviceArguments.Ternary(new TernaryWeights(new byte[50], 2, 100, 0.5f))).Message.ShouldContain("a multiple of 128");
        Should.Throw<ArgumentException>(() => DeviceArguments.Ternary(new TernaryWeights(new byte[64], 2, 128, float.NaN))).Message.ShouldContain("must be finite");
    }

    private sealed class Rows(int rows, int width) : DeviceTensor(rows, width)
    {
        public override void Dispose()
        {
        }
    }
}
