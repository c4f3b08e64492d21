using System.Diagnostics;
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

    /// <summary>On a machine that does other things the caller may go on only when the rest is over; then nothing can be said of it, and the test tries again.</summary>
    [Fact]
    public void AHelperThatWasLateIsLeftOutForAWhileAndThenComesBack()
    {
        int caller = Environment.CurrentManagedThreadId;
        bool certain = false;
        for (int attempt = 0; attempt < 40 && !certain; attempt++)
        {
            using StepGang gang = new(2);
            long end = RunWithBoth(gang, TimeSpan.FromMilliseconds(5));
            int others = 0;
            gang.Run(
                _ =>
                {
                    others += Environment.CurrentManagedThreadId == caller ? 0 : 1;
                    for (long from = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(from) < TimeSpan.FromMicroseconds(300);)
                    {
                        Thread.SpinWait(10); // long enough for a helper that looks for work, or is woken
                    }
                },
                4);
            certain = Stopwatch.GetElapsedTime(end) < TimeSpan.FromMilliseconds(2);
            if (certain)
            {
                others.ShouldBe(0, "its rest began when it was done, so it is not over");
            }

            Thread.Sleep(10); // past the first rest
            RunWithBoth(gang, TimeSpan.Zero).ShouldBeGreaterThan(end);
        }
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

    /// <summary>Two items that wait for each other, so that two threads have one each; the one that is not the caller's then takes so long. Says when it ended.</summary>
    private static long RunWithBoth(StepGang gang, TimeSpan length)
    {
        int caller = Environment.CurrentManagedThreadId;
        int begun = 0;
        long end = 0;
        gang.Run(
            _ =>
            {
                Interlocked.Increment(ref begun);
                SpinWait.SpinUntil(() => Volatile.Read(ref begun) == 2, TimeSpan.FromSeconds(10)).ShouldBeTrue("no helper came");
                if (Environment.CurrentManagedThreadId != caller)
                {
                    Thread.Sleep(length);
                    end = Stopwatch.GetTimestamp();
                }
            },
            2);
        return end;
    }
}
