using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace BitRL.Envs.MuJoCo;

/// <summary>
/// The calling thread and some threads beside it, which share out the items of a round. Each takes the next item when it is done with one, and the
/// caller waits only for those that have one in hand: where the cores are busy with other things, a helper that does not get to run in time costs nothing,
/// and one that was interrupted with an item in hand is left out for a while. Rounds allocate nothing.
/// </summary>
internal sealed class StepGang : IDisposable
{
    /// <summary>Set in the gate when a round takes no more helpers; the other bits count those that are in.</summary>
    private const int Closed = 1 << 30;

    /// <summary>How much longer than it worked itself the caller waits for others before it takes them for interrupted: 250 µs. Systems interrupt for longer.</summary>
    private static readonly long Patience = Stopwatch.Frequency / 4_000;

    private readonly StepHelper[] _helpers;
    private Action<int>? _work;
    private int _count;
    private int _next;
    private int _gate = Closed;
    private int _round;
    private bool _stopping;
    private Exception? _failure;

    /// <param name="workers">Threads that work, the caller's included.</param>
    public StepGang(int workers)
    {
        _helpers = new StepHelper[Math.Max(0, workers - 1)];
        for (int i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new StepHelper(this, i + 1);
        }
    }

    /// <summary>Grows by one with every round that is shared; what helpers wait for.</summary>
    internal ref int Round => ref _round;

    /// <summary>Whether helpers shall end.</summary>
    internal bool IsStopping => Volatile.Read(ref _stopping);

    /// <summary>Does all items and returns when they are done. The first failure is thrown here; items that nobody took by then are left out.</summary>
    public void Run(Action<int> work, int count)
    {
        ObjectDisposedException.ThrowIf(_stopping, this);
        long start = Stopwatch.GetTimestamp();
        if (!AnyHelps(start))
        {
            for (int i = 0; i < count; i++)
            {
                work(i);
            }

            return;
        }

        (_work, _count, _next) = (work, count, 0);
        Volatile.Write(ref _gate, 0);
        Interlocked.Increment(ref _round);
        foreach (StepHelper helper in _helpers)
        {
            helper.WakeIfAsleep();
        }

        TakeItems();
        Interlocked.Or(ref _gate, Closed);
        WaitForHelpers(start);
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
        foreach (StepHelper helper in _helpers)
        {
            helper.WakeIfAsleep();
            helper.Join();
        }
    }

    /// <summary>Takes items of the round that is on, if it still takes helpers.</summary>
    internal void Help()
    {
        if (TryEnter())
        {
            TakeItems();
            Interlocked.Decrement(ref _gate);
        }
    }

    private bool AnyHelps(long now)
    {
        bool any = false;
        foreach (StepHelper helper in _helpers)
        {
            any |= helper.Rejoins(now);
        }

        return any;
    }

    private void WaitForHelpers(long start)
    {
        long limit = 0;
        while (Volatile.Read(ref _gate) != Closed)
        {
            Thread.SpinWait(1);
            long now = Stopwatch.GetTimestamp();
            limit = limit == 0 ? now + (now - start) + Patience : limit;
            if (now > limit)
            {
                WaitForLateHelpers();
            }
        }
    }

    private void WaitForLateHelpers()
    {
        foreach (StepHelper helper in _helpers)
        {
            helper.LeaveOutIfBusy();
        }

        SpinWait spin = default;
        while (Volatile.Read(ref _gate) != Closed)
        {
            spin.SpinOnce(sleep1Threshold: -1); // a late one may wait for this very core
        }

        long now = Stopwatch.GetTimestamp();
        foreach (StepHelper helper in _helpers)
        {
            helper.BeginRest(now);
        }
    }

    private bool TryEnter()
    {
        int gate = Volatile.Read(ref _gate);
        while ((gate & Closed) == 0)
        {
            int seen = Interlocked.CompareExchange(ref _gate, gate + 1, gate);
            if (seen == gate)
            {
                return true;
            }

            gate = seen;
        }

        return false;
    }

    private void TakeItems()
    {
        try
        {
            for (int item = Interlocked.Increment(ref _next) - 1; item < _count; item = Interlocked.Increment(ref _next) - 1)
            {
                _work!(item);
            }
        }
        catch (Exception error)
        {
            Volatile.Write(ref _next, _count);
            Interlocked.CompareExchange(ref _failure, error, null);
        }
    }
}
