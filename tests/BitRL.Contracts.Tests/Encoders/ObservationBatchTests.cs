using System.Text;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Observations;
using Shouldly;
using Xunit;

namespace BitRL.Contracts.Tests.Encoders;

public sealed class ObservationBatchTests
{
    [Fact]
    public void ABatchHoldsTheTextAndTheRawVectorOfEveryCopy()
    {
        using var environment = Filled(3);
        var batch = new ObservationBatch(environment.Descriptor, 4, TextStyle.Compact);
        batch.Fill(environment);

        batch.Count.ShouldBe(3);
        Utf8(batch.StaticPart).ShouldBe("Tank\n");
        Utf8(batch.EpisodePart(1)).ShouldBe("height=2.0\n");
        Utf8(batch.StepPart(0)).ShouldBe("level=1.00\n");
        Utf8(batch.StepPart(2)).ShouldBe("level=0.00\n");
        batch.Raw.ToArray().ShouldBe([1f, 1f, 2f, 0f, 3f, 0f]);
    }

    [Fact]
    public void AnotherFillReplacesWhatWasThere()
    {
        using var environment = Filled(2);
        using var smaller = Filled(1);
        var batch = new ObservationBatch(environment.Descriptor, 2, TextStyle.Sentence);
        batch.Fill(environment);
        environment.Step([0.5f, 0.25f], new Contracts.Environments.StepResult[2]);
        batch.Fill(environment);
        Utf8(batch.StepPart(1)).ShouldBe("level 0.25 m.\n");
        batch.Fill(smaller);
        batch.Count.ShouldBe(1);
        batch.Raw.Length.ShouldBe(2);
    }

    [Fact]
    public void SomeCopiesCanBeTakenAlone()
    {
        using var environment = Filled(4);
        var batch = new ObservationBatch(environment.Descriptor, 4, TextStyle.Compact);
        batch.Fill(environment, [1, 3]);
        batch.Count.ShouldBe(2);
        Utf8(batch.EpisodePart(0)).ShouldBe("height=2.0\n");
        Utf8(batch.EpisodePart(1)).ShouldBe("height=4.0\n");
        batch.Raw.ToArray().ShouldBe([2f, 0f, 4f, 0f]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    [InlineData(0, 4)]
    [InlineData(-1, 0)]
    public void CopiesThatDoNotAscendOrLieOutsideAreRefused(int first, int second)
    {
        using var environment = Filled(4);
        var batch = new ObservationBatch(environment.Descriptor, 4, TextStyle.Compact);
        Should.Throw<ArgumentException>(() => batch.Fill(environment, [first, second])).Message.ShouldContain("give ascending copies");
    }

    [Fact]
    public void WithoutAStyleOnlyRawVectorsAreCarried()
    {
        using var environment = Filled(2);
        var batch = new ObservationBatch(environment.Descriptor, 2, style: null);
        batch.Fill(environment);
        batch.Raw.Length.ShouldBe(4);
        batch.StaticPart.Length.ShouldBe(0);
    }

    [Fact]
    public void MoreCopiesThanTheCapacityAreRefused()
    {
        using var environment = Filled(3);
        var batch = new ObservationBatch(environment.Descriptor, 2, TextStyle.Compact);
        Should.Throw<ArgumentException>(() => batch.Fill(environment)).Message.ShouldContain("3 copies do not fit into a batch for 2");
    }

    [Fact]
    public void ACapacityOfNothingIsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ObservationBatch(TankEnvironment.Tank, 0, TextStyle.Compact));

    [Fact]
    public void AStyleThatTheSchemaLacksIsRefusedAtOnce() =>
        Should.Throw<ArgumentException>(() => new ObservationBatch(TankEnvironment.Tank, 1, TextStyle.Json)).Message.ShouldContain("Json");

    [Fact]
    public void FillingAllocatesNothing()
    {
        using var environment = Filled(8);
        var batch = new ObservationBatch(environment.Descriptor, 8, TextStyle.Sentence);
        batch.Fill(environment);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            batch.Fill(environment);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static TankEnvironment Filled(int count)
    {
        var environment = new TankEnvironment(count);
        environment.Reset(Enumerable.Range(0, count).ToArray(), new ulong[count]);
        float[] actions = new float[count];
        actions[0] = 1;
        environment.Step(actions, new Contracts.Environments.StepResult[count]);
        return environment;
    }

    private static string Utf8(ReadOnlyMemory<byte> text) => Encoding.UTF8.GetString(text.Span);
}
