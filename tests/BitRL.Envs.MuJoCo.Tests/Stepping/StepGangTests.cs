using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Stepping;

public sealed class StepGangTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void EveryItemIsDoneOnceInEveryRound(int workers)
    {
        using StepGang gang = new(workers);
        int[] done = new int[13];
        for (int round = 1; round <= 500; round++)
        {
            gang.Run(item => Interlocked.Increment(ref done[item]), done.Length);
            done.ShouldAllBe(count => count == round);
            if (round % 100 == 0)
            {
                Thread.Sleep(20); // long enough for all to fall asleep
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void AFailureIsThrownToTheCallerAndTheNextRoundWorks(int workers)
    {
        using StepGang gang = new(workers);
        Should.Throw<InvalidOperationException>(() => gang.Run(item => throw new InvalidOperationException($"item {item}"), 4));
        int done = 0;
        gang.Run(_ => Interlocked.Increment(ref done), 4);
        done.ShouldBe(4);
    }

    [Fact]
    public void ARoundAllocatesNothing()
    {
        using StepGang gang = new(2);
        int done = 0;
        Action<int> work = _ => Interlocked.Increment(ref done);
        gang.Run(work, 8);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            gang.Run(work, 8);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        done.ShouldBe(808);
    }

    [Fact]
    public void AGangThatWasDisposedOfRefusesWork()
    {
        StepGang gang = new(2);
        gang.Dispose();
        gang.Dispose();
        Should.Throw<ObjectDisposedException>(() => gang.Run(_ => { }, 1));
    }
}
