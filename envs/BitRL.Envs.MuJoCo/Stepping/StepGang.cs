using System.Runtime.ExceptionServices;

namespace BitRL.Envs.MuJoCo;

/// <summary>
/// The calling thread and some threads beside it, which share out the items of a round. Each takes the next item when it is done with one, and the
/// caller waits only for those that have one in hand: where the cores are busy with other things, a helper that does not get to run in time costs nothing.
/// Helpers without work spin for some microseconds and then sleep. Rounds allocate nothing.
/// </summary>
internal sealed class StepGang : IDisposable
{
    private const int SpinsBeforeSleep = 2000;

    /// <summary>Set in the gate when a round takes no more helpers; the other bits count those that are in.</summary>
    private const int Closed = 1 << 30;

    private readonly Helper[] _helpers;
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
        _helpers = new Helper[Math.Max(0, workers - 1)];
        for (int i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Helper(this, i + 1);
        }
    }

    /// <summary>Does all items and returns when they are done. The first failure is thrown here; items that nobody took by then are left out.</summary>
    public void Run(Action<int> work, int count)
    {
        ObjectDisposedException.ThrowIf(_stopping, this);
        if (_helpers.Length == 0)
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
        foreach (Helper helper in _helpers)
        {
            helper.WakeIfAsleep();
        }

        TakeItems();
        Interlocked.Or(ref _gate, Closed);
        SpinWait spin = default;
        while (Volatile.Read(ref _gate) != Closed)
        {
            spin.SpinOnce(sleep1Threshold: -1);
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
        foreach (Helper helper in _helpers)
        {
            helper.WakeIfAsleep();
            helper.Join();
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

    private sealed class Helper
    {
        private readonly StepGang _gang;
        private readonly AutoResetEvent _wake = new(initialState: false);
        private readonly Thread _thread;
        private int _asleep;

        public Helper(StepGang gang, int number)
        {
            _gang = gang;
            _thread = new Thread(Loop) { IsBackground = true, Name = $"physics {number}" };
            _thread.Start();
        }

        public void WakeIfAsleep()
        {
            if (Volatile.Read(ref _asleep) == 1)
            {
                _wake.Set();
            }
        }

        public void Join()
        {
            _thread.Join();
            _wake.Dispose();
        }

        private void Loop()
        {
            int seen = 0;
            while (true)
            {
                seen = WaitForRoundAfter(seen);
                if (Volatile.Read(ref _gang._stopping))
                {
                    return;
                }

                if (_gang.TryEnter())
                {
                    _gang.TakeItems();
                    Interlocked.Decrement(ref _gang._gate);
                }
            }
        }

        private int WaitForRoundAfter(int seen)
        {
            int current;
            for (int i = 0; i < SpinsBeforeSleep; i++)
            {
                if ((current = Volatile.Read(ref _gang._round)) != seen)
                {
                    return current;
                }

                Thread.SpinWait(1);
            }

            // The flag is set before the last look at the round, and a round begins before the flag is looked at: one of the two sees the other.
            Interlocked.Exchange(ref _asleep, 1);
            while ((current = Volatile.Read(ref _gang._round)) == seen)
            {
                _wake.WaitOne();
            }

            Volatile.Write(ref _asleep, 0);
            return current;
        }
    }
}
