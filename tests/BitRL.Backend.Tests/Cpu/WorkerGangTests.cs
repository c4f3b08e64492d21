using System.Diagnostics;
using System.Runtime.ExceptionServices;
using BitRL.Backend.Cpu.Execution;
using BitRL.Backend.Cpu.Memory;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Tests.Cpu;

public sealed class WorkerGangTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

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
    public void WorkersWakeAfterTheySlept() => OnAThread(() =>
    {
        using WorkerGang gang = new(2);
        for (int round = 0; round < 5; round++)
        {
            Meeting both = new(TimeSpan.Zero);
            gang.Run(both, parallel: true);
            both.Threads[1].ShouldNotBe(Environment.CurrentManagedThreadId);
            Thread.Sleep(20); // long past the spinning
        }
    });

    [Fact]
    public void SmallWorkStaysOnTheCallersThread()
    {
        using WorkerGang gang = new(3);
        Counting work = new(3);
        gang.Run(work, parallel: false);
        work.Counts.ShouldBe([1, 0, 0]);
    }

    [Fact]
    public void NoRoundIsLostOrRunTwiceWhoeverIsLate()
    {
        foreach (int workers in (int[])[2, 3, 8])
        {
            OnAThread(() =>
            {
                using WorkerGang gang = new(workers);
                Chain work = new(workers);
                for (int round = 1; round <= 3000; round++)
                {
                    work.Round = round;
                    gang.Run(work, parallel: true);
                    work.Values.ShouldBe(work.Expected());
                }
            });
        }
    }

    [Theory]
    [InlineData(0, "part 0")]
    [InlineData(1, "part 1")]
    [InlineData(2, "part 2")]
    [InlineData(-1, "part")]
    public void AFailureOfAnyPartReachesTheCallerAndTheGangGoesOn(int part, string message) => OnAThread(() =>
    {
        using WorkerGang gang = new(3);
        Counting work = new(3);
        for (int round = 1; round <= 100; round++)
        {
            Should.Throw<InvalidOperationException>(() => gang.Run(new Failing(part), parallel: true)).Message.ShouldStartWith(message);
            gang.Run(work, parallel: true);
            work.Counts.ShouldAllBe(count => count == round);
        }
    });

    [Fact]
    public void AHelperThatComesLateFindsNothingToDo()
    {
        using WorkerGang gang = new(2);
        Counting work = new(2);
        for (int round = 1; round <= 300; round++)
        {
            gang.Run(work, parallel: true);
            gang.Help(1, round);
            gang.Help(1, round - 1);
            work.Counts.ShouldAllBe(count => count == round);
        }
    }

    /// <summary>
    /// On a machine that does other things the caller may be interrupted too, and then it neither notices who was late nor goes on before the rest is over: hence many attempts.
    /// </summary>
    [Fact]
    public void AHelperThatWasLateIsLeftOutForAWhileAndThenComesBack() => OnAThread(() =>
    {
        int caller = Environment.CurrentManagedThreadId;
        int certain = 0;
        for (int attempt = 0; attempt < 30; attempt++)
        {
            using WorkerGang gang = new(2);
            Meeting late = new(TimeSpan.FromMilliseconds(5));
            gang.Run(late, parallel: true);
            late.Threads[1].ShouldNotBe(caller);

            bool noticed = gang.IsLeftOut(1);
            Places next = new();
            gang.Run(next, parallel: true);
            if (noticed && Stopwatch.GetTimestamp() - late.End < GangRest.Shortest)
            {
                next.Threads.ShouldAllBe(thread => thread == caller, "its rest began when it was done, so it is not over");
                certain++;
            }

            Thread.Sleep(10); // past the first rest
            Meeting again = new(TimeSpan.Zero);
            gang.Run(again, parallel: true);
            again.Threads[1].ShouldNotBe(caller);
        }

        certain.ShouldBeGreaterThan(0, "of 30 helpers that were late none was left out in time");
    });

    [Fact]
    public void AGangEndsWhileItsHelpersSpinSleepOrAreLeftOut() => OnAThread(() =>
    {
        for (int round = 0; round < 200; round++)
        {
            WorkerGang gang = new(3);
            gang.Run(new Counting(3), parallel: round % 2 == 0);
            Chain.Linger(round, 0);
            gang.Dispose();
            gang.Dispose();
            Should.Throw<ObjectDisposedException>(() => gang.Run(new Counting(3), parallel: true));
        }

        using WorkerGang last = new(2);
        last.Run(new Meeting(TimeSpan.FromMilliseconds(20)), parallel: true);
    });

    [Fact]
    public void ARoundAllocatesNothing()
    {
        using WorkerGang gang = new(2);
        Counting work = new(2);
        gang.Run(work, parallel: true);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            gang.Run(work, parallel: true);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
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

    /// <summary>Runs it on a thread that the test leaves behind when it does not end: a lost round is a failure, not a run of tests that never ends.</summary>
    private static void OnAThread(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                action();
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        })
        { IsBackground = true };
        thread.Start();
        thread.Join(Deadline).ShouldBeTrue($"the gang still waits after {Deadline}");
        failure?.Throw();
    }

    private sealed class Counting(int workers) : Work
    {
        public int[] Counts { get; } = new int[workers];

        public static (int First, int End) ShareOf(int count, int granularity, int part, int parts) => Share(count, granularity, part, parts);

        public override void Run(int part, int parts, Scratch scratch) => Interlocked.Increment(ref Counts[part]);
    }

    private sealed class Failing(int failing) : Work
    {
        public override void Run(int part, int parts, Scratch scratch)
        {
            if (failing < 0 || part == failing)
            {
                throw new InvalidOperationException($"part {part}");
            }
        }
    }

    /// <summary>A round says whether each part ran once, on the values of the round before, and with memory of its own.</summary>
    private sealed unsafe class Chain(int workers) : Work
    {
        private readonly int[] _expected = [.. Enumerable.Range(0, workers)];
        private int _expectedRound;

        public int Round { get; set; }

        public int[] Values { get; } = [.. Enumerable.Range(0, workers)];

        /// <summary>Keeps a thread busy or asleep for a moment: mostly not at all, sometimes longer than the gang's patience.</summary>
        public static void Linger(int round, int part)
        {
            Random random = new((round * 977) + part);
            switch (random.Next(64))
            {
                case 0:
                    Thread.Sleep(1);
                    break;
                case 1:
                    Thread.Yield();
                    break;
                case 2:
                    long end = Stopwatch.GetTimestamp() + (Stopwatch.Frequency * random.Next(500) / 1_000_000);
                    while (Stopwatch.GetTimestamp() < end)
                    {
                        Thread.SpinWait(10);
                    }

                    break;
                default:
                    break;
            }
        }

        public int[] Expected()
        {
            for (; _expectedRound < Round; _expectedRound++)
            {
                for (int part = 0; part < _expected.Length; part++)
                {
                    _expected[part] = unchecked((_expected[part] * 5) + _expectedRound + 1);
                }
            }

            return _expected;
        }

        public override void Run(int part, int parts, Scratch scratch)
        {
            int* own = (int*)scratch.Rent(sizeof(int));
            *own = Values[part];
            Linger(Round, part);
            Values[part] = unchecked((*own * 5) + Round); // another worker with the same scratch would have overwritten it
        }
    }

    /// <summary>Part 0 waits until another thread has begun part 1, which then takes so long.</summary>
    private sealed class Meeting(TimeSpan length) : Work
    {
        private readonly ManualResetEventSlim _begun = new();

        public int[] Threads { get; } = new int[2];

        /// <summary>Of part 1.</summary>
        public long End { get; private set; }

        public override void Run(int part, int parts, Scratch scratch)
        {
            Threads[part] = Environment.CurrentManagedThreadId;
            if (part == 1)
            {
                _begun.Set();
                Thread.Sleep(length);
                End = Stopwatch.GetTimestamp();
            }

            _begun.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue("no helper came");
        }
    }

    /// <summary>Long enough for a helper that looks for work, or is woken, to find part 1.</summary>
    private sealed class Places : Work
    {
        public int[] Threads { get; } = new int[2];

        public override void Run(int part, int parts, Scratch scratch)
        {
            long start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMicroseconds(300))
            {
                Thread.SpinWait(10);
            }

            Threads[part] = Environment.CurrentManagedThreadId;
        }
    }
}
