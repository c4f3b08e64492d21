using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Contracts.Tests.Backends;

public sealed class DeviceBatchTests
{
    [Fact]
    public void AFilledBatchKnowsItsRows()
    {
        var batch = new FakeBatch(8, 3);

        batch.Fill(new SequenceBatch { Tokens = [7, 3, 9, 1, 2], FieldOrdinals = [0, 1, 2, 0, 4], Sequences = [new(0, 3, 4, 6), new(3, 2, 0, 0)] });

        batch.Tokens.ToArray().ShouldBe([7, 3, 9, 1, 2]);
        batch.FieldOrdinals.ToArray().ShouldBe([0, 1, 2, 0, 4]);
        batch.Positions.ToArray().ShouldBe([6, 7, 8, 0, 1]);
        batch.Sequences.ToArray().ShouldBe([new SequenceSpan(0, 3, 4, 6), new SequenceSpan(3, 2, 0, 0)]);
        batch.TokenCount.ShouldBe(5);
        batch.MaxRows.ShouldBe(3);
        batch.MaxContext.ShouldBe(9);
        batch.PrefixEnd.ShouldBe(10);
    }

    [Fact]
    public void ABatchIsWhatItWasFilledWithLast()
    {
        var batch = new FakeBatch(8, 3);
        batch.Fill(new SequenceBatch { Tokens = [7, 3], FieldOrdinals = [0, 1], Sequences = [new(0, 2, 4, 6)] });

        batch.Fill(new SequenceBatch { Tokens = [5], Sequences = [new(0, 1, 0, 0)] });

        batch.Tokens.ToArray().ShouldBe([5]);
        batch.FieldOrdinals.Length.ShouldBe(0);
        batch.Positions.ToArray().ShouldBe([0]);
        (batch.MaxRows, batch.MaxContext, batch.PrefixEnd).ShouldBe((1, 1, 0L));
    }

    [Fact]
    public void AnEmptyBatchHasNoRows()
    {
        var batch = new FakeBatch(8, 3);

        batch.Fill(new SequenceBatch { Tokens = [], Sequences = [] });

        (batch.TokenCount, batch.MaxRows, batch.MaxContext, batch.PrefixEnd).ShouldBe((0, 0, 1, 0L));
    }

    [Theory]
    [InlineData(1, 3, 3, "the next row is 0")]
    [InlineData(0, 2, 3, "2 rows in the sequence table were given where the shape needs 3")]
    [InlineData(0, 4, 4, "4 tokens in 1 sequences do not fit into a batch for 3 in 2")]
    public void ABatchThatDoesNotFitIsRefusedAndChangesNothing(int firstRow, int rowCount, int tokens, string message)
    {
        var batch = new FakeBatch(3, 2);
        batch.Fill(new SequenceBatch { Tokens = [5, 6], Sequences = [new(0, 2, 0, 0)] });

        Should.Throw<ArgumentException>(() => batch.Fill(new SequenceBatch { Tokens = new int[tokens], Sequences = [new SequenceSpan(firstRow, rowCount, 0, 0)] })).Message.ShouldContain(message);

        batch.Tokens.ToArray().ShouldBe([5, 6]);
    }

    [Theory]
    [InlineData(-1, 0, "the batch has the token -1")]
    [InlineData(0, -2, "the batch has the field ordinal -2")]
    public void NegativeIdsAreRefused(int token, int ordinal, string message) =>
        Should.Throw<ArgumentException>(() => new FakeBatch(3, 2).Fill(new SequenceBatch { Tokens = [token], FieldOrdinals = [ordinal], Sequences = [new(0, 1, 0, 0)] })).Message.ShouldContain(message);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, 1)]
    public void ABatchHasRoom(int maxTokens, int maxSequences) => Should.Throw<ArgumentOutOfRangeException>(() => new FakeBatch(maxTokens, maxSequences));
}
