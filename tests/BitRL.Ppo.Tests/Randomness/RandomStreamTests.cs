using BitRL.Ppo.Randomness;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests.Randomness;

public sealed class RandomStreamTests
{
    [Fact]
    public void TheSequenceIsThatOfXoshiro256StarStar()
    {
        // worked out by hand from the recurrence for the state (1, 2, 3, 4)
        var random = new RandomStream(0, StreamPurpose.Actions) { State = (1, 2, 3, 4) };
        random.NextUInt64().ShouldBe(11520UL);
        random.NextUInt64().ShouldBe(0UL);
        random.NextUInt64().ShouldBe(1509978240UL);
        random.NextUInt64().ShouldBe(1215971899390074240UL);
    }

    [Fact]
    public void TheStateIsAllThatTheFutureDependsOn()
    {
        var random = new RandomStream(7, StreamPurpose.Actions);
        random.NextNormal();
        var other = new RandomStream(8, StreamPurpose.Minibatches) { State = random.State };
        for (int i = 0; i < 100; i++)
        {
            other.NextNormal().ShouldBe(random.NextNormal());
        }
    }

    [Fact]
    public void SeedsAndPurposesGiveUnrelatedStreams()
    {
        ulong[] firsts =
        [
            .. from seed in Enumerable.Range(0, 100)
               from purpose in Enum.GetValues<StreamPurpose>()
               select new RandomStream((ulong)seed, purpose).NextUInt64(),
        ];
        firsts.Distinct().Count().ShouldBe(firsts.Length);
    }

    [Fact]
    public void NumbersAreUniformAndNormal()
    {
        var random = new RandomStream(1, StreamPurpose.Actions);
        const int n = 200_000;
        double[] uniform = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
        uniform.Min().ShouldBeGreaterThanOrEqualTo(0);
        uniform.Max().ShouldBeLessThan(1);
        uniform.Average().ShouldBe(0.5, 0.003);
        double[] normal = [.. Enumerable.Range(0, n).Select(_ => random.NextNormal())];
        normal.Average().ShouldBe(0, 0.01);
        normal.Average(x => x * x).ShouldBe(1, 0.015);
        normal.Average(x => x * x * x * x).ShouldBe(3, 0.1);
    }

    [Fact]
    public void ShufflingPutsEachItemInEachPlaceEquallyOften()
    {
        var random = new RandomStream(1, StreamPurpose.Minibatches);
        var counts = new int[5, 5];
        for (int round = 0; round < 20_000; round++)
        {
            int[] items = [0, 1, 2, 3, 4];
            random.Shuffle(items);
            items.Order().ShouldBe([0, 1, 2, 3, 4]);
            for (int place = 0; place < 5; place++)
            {
                counts[items[place], place]++;
            }
        }

        counts.Cast<int>().ShouldAllBe(count => count > 3750 && count < 4250);
    }

    [Fact]
    public void TheStateThatOnlyGivesZeroIsRefused() =>
        Should.Throw<InvalidDataException>(() => new RandomStream(1, StreamPurpose.Actions).State = (0, 0, 0, 0));
}
