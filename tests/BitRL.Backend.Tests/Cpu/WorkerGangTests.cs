using BitRL.Backend.Cpu.Execution;
using BitRL.Backend.Cpu.Memory;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Tests.Cpu;

public sealed class WorkerGangTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void EveryPartRunsOnceARound(int workers)
    {
        using WorkerGang gang = new(workers);
        Counting work = new(workers);
        for (int round = 1; round <= 300; round++)
        {
            gang.Run(work, parallel: true);
            work.Counts.ShouldAllBe(count => count == round);
        }
    }

    [Fact]
    public void WorkersWakeAfterTheySlept()
    {
        using WorkerGang gang = new(3);
        Counting work = new(3);
        gang.Run(work, parallel: true);
        Thread.Sleep(50); // long past the spinning
        gang.Run(work, parallel: true);
        work.Counts.ShouldBe([2, 2, 2]);
    }

    [Fact]
    public void SmallWorkStaysOnTheCallersThread()
    {
        using WorkerGang gang = new(3);
        Counting work = new(3);
        gang.Run(work, parallel: false);
        work.Counts.ShouldBe([1, 0, 0]);
    }

    [Fact]
    public void AFailureOfAnotherThreadReachesTheCallerAndTheGangGoesOn()
    {
        using WorkerGang gang = new(3);
        Should.Throw<InvalidOperationException>(() => gang.Run(new Failing(), parallel: true)).Message.ShouldBe("part 2");
        Counting work = new(3);
        gang.Run(work, parallel: true);
        work.Counts.ShouldBe([1, 1, 1]);
    }

    [Fact]
    public void SharesCoverAllItemsInWholeGranules()
    {
        for (int count = 0; count < 200; count += 7)
        {
            int next = 0;
            for (int part = 0; part < 3; part++)
            {
                (int first, int end) = Counting.ShareOf(count, 16, part, 3);
                first.ShouldBe(Math.Min(next, first));
                (first % 16).ShouldBe(0);
                next = Math.Max(next, end);
            }

            next.ShouldBe(count);
        }
    }

    private sealed class Counting(int workers) : Work
    {
        public int[] Counts { get; } = new int[workers];

        public static (int First, int End) ShareOf(int count, int granularity, int part, int parts) => Share(count, granularity, part, parts);

        public override void Run(int part, int parts, Scratch scratch) => Interlocked.Increment(ref Counts[part]);
    }

    private sealed class Failing : Work
    {
        public override void Run(int part, int parts, Scratch scratch)
        {
            if (part == 2)
            {
                throw new InvalidOperationException("part 2");
            }
        }
    }
}
