using System.Diagnostics;
using System.Runtime.ExceptionServices;
using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>
/// The calling thread and a fixed number of threads beside it, which do one piece of work together. The work has as many parts as there are workers,
/// and parts are claimed: each worker takes its own first, and then those that nobody has begun. So where other programs have the cores, a helper that does
/// not get to run costs nothing; only one that was interrupted in the middle of a part is waited for, and is then left out for a while.
/// Who does a part changes no result. With one worker nothing is shared. One thread at a time may call.
/// </summary>
internal sealed class WorkerGang : IDisposable
{
    /// <summary>How much longer than it worked itself the caller waits for others before it takes them for interrupted: 250 µs. Systems interrupt for longer.</summary>
    private static readonly long Patience = Stopwatch.Frequency / 4_000;

    private readonly GangHelper[] _helpers;
    private readonly Scratch[] _scratch;
    private readonly GangSeat[] _seats;
    private Work? _work;
    private int _round;
    private int _doneByHelpers;
    private bool _stopping;
    private Exception? _failure;

    /// <summary>Starts workers − 1 threads.</summary>
    public WorkerGang(int workers)
    {
        _seats = new GangSeat[workers];
        _scratch = new Scratch[workers];
        for (int i = 0; i < workers; i++)
        {
            _scratch[i] = new Scratch();
        }

        _helpers = new GangHelper[workers - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new GangHelper(this, i + 1);
        }
    }

    /// <summary>How many threads work, the caller's included.</summary>
    public int Workers => _scratch.Length;

    /// <summary>Grows by one with every piece of work that is shared; what helpers wait for.</summary>
    internal ref int Round => ref _round;

    /// <summary>Whether helpers shall end.</summary>
    internal bool IsStopping => Volatile.Read(ref _stopping);

    /// <summary>Does all parts and returns when they are done. Failures of any part are thrown here.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="parallel">False where the work is too small to be worth waking anyone.</param>
    public void Run(Work work, bool parallel)
    {
        ObjectDisposedException.ThrowIf(_stopping, this);
        if (!parallel || _helpers.Length == 0)
        {
            work.Run(0, 1, _scratch[0]);
            return;
        }

        _work = work;
        long start = Stopwatch.GetTimestamp();
        if (CallHelpers(start))
        {
            int own = TakeParts(0, _round);
            WaitForHelpers(Workers - own, start);
        }
        else
        {
            for (int part = 0; part < Workers; part++)
            {
                RunPart(part, worker: 0);
            }
        }

        if (Interlocked.Exchange(ref _failure, null) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        if (_stopping)
        {
            return;
        }

        Volatile.Write(ref _stopping, true);
        Interlocked.Increment(ref _round);
        foreach (GangHelper helper in _helpers)
        {
            helper.WakeIfAsleep();
            helper.Join();
        }

        foreach (Scratch scratch in _scratch)
        {
            scratch.Dispose();
        }
    }

    /// <summary>What a helper does in a round that it has noticed, and that may be over by then.</summary>
    internal void Help(int worker, int round)
    {
        ref GangSeat seat = ref _seats[worker];
        Volatile.Write(ref seat.IsTaken, true);
        TakeParts(worker, round);
        Volatile.Write(ref seat.IsTaken, false);
    }

    /// <summary>Whether a helper takes no part at present. For the caller.</summary>
    internal bool IsLeftOut(int worker) => _helpers[worker - 1].IsLeftOut;

    /// <summary>Begins a round with all helpers that are not left out; false without any, and there is no round then.</summary>
    private bool CallHelpers(long now)
    {
        bool any = false;
        foreach (GangHelper helper in _helpers)
        {
            any |= helper.Rejoins(now);
        }

        if (!any)
        {
            return false;
        }

        _doneByHelpers = 0;
        Interlocked.Increment(ref _round);
        foreach (GangHelper helper in _helpers)
        {
            helper.WakeIfAsleep();
        }

        return true;
    }

    /// <summary>
    /// Claims and does parts until all are claimed. A claim raises the part's number from the round before to this one, and a round ends only when all of its parts
    /// were claimed and done: so a worker that comes late, however late, finds nothing to claim.
    /// </summary>
    private int TakeParts(int worker, int round)
    {
        int taken = 0;
        int part = worker;
        for (int i = 0; i < _seats.Length; i++)
        {
            ref int claimed = ref _seats[part].ClaimedRound;
            if (Volatile.Read(ref claimed) == round - 1 && Interlocked.CompareExchange(ref claimed, round, round - 1) == round - 1)
            {
                RunPart(part, worker);
                taken++;
                if (worker != 0)
                {
                    Interlocked.Increment(ref _doneByHelpers);
                }
            }

            part = part + 1 == _seats.Length ? 0 : part + 1;
        }

        return taken;
    }

    private void RunPart(int part, int worker)
    {
        try
        {
            _work!.Run(part, Workers, _scratch[worker]);
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref _failure, error, null);
        }
    }

    private void WaitForHelpers(int parts, long start)
    {
        long limit = 0;
        while (Volatile.Read(ref _doneByHelpers) != parts)
        {
            Thread.SpinWait(1);
            long now = Stopwatch.GetTimestamp();
            limit = limit == 0 ? now + (now - start) + Patience : limit;
            if (now > limit)
            {
                WaitForLateHelpers(parts);
            }
        }
    }

    private void WaitForLateHelpers(int parts)
    {
        foreach (GangHelper helper in _helpers)
        {
            if (Volatile.Read(ref _seats[helper.Number].IsTaken))
            {
                helper.LeaveOut();
            }
        }

        SpinWait spin = default;
        while (Volatile.Read(ref _doneByHelpers) != parts)
        {
            spin.SpinOnce(sleep1Threshold: -1); // a late one may wait for this very core
        }

        long now = Stopwatch.GetTimestamp();
        foreach (GangHelper helper in _helpers)
        {
            helper.BeginRest(now);
        }
    }
}
