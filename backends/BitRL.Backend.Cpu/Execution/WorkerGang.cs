using System.Runtime.ExceptionServices;
using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>
/// The calling thread and a fixed number of threads beside it, which do one piece of work together. Waiting threads spin for some
/// microseconds (a layer's next operation comes sooner than the system could wake them) and then sleep. With one worker nothing is shared.
/// </summary>
internal sealed class WorkerGang : IDisposable
{
    private const int SpinsBeforeSleep = 4000;

    private readonly Helper[] _helpers;
    private readonly Scratch[] _scratch;
    private Work? _work;
    private int _round;
    private int _pending;
    private bool _stopping;
    private Exception? _failure;

    /// <summary>Starts workers − 1 threads.</summary>
    public WorkerGang(int workers)
    {
        _scratch = new Scratch[workers];
        for (int i = 0; i < workers; i++)
        {
            _scratch[i] = new Scratch();
        }

        _helpers = new Helper[workers - 1];
        for (int i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Helper(this, i + 1);
        }
    }

    /// <summary>How many threads work, the caller's included.</summary>
    public int Workers => _scratch.Length;

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
        Volatile.Write(ref _pending, _helpers.Length);
        Interlocked.Increment(ref _round);
        foreach (Helper helper in _helpers)
        {
            helper.WakeIfAsleep();
        }

        RunPart(0);
        SpinWait spin = default;
        while (Volatile.Read(ref _pending) != 0)
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

        foreach (Scratch scratch in _scratch)
        {
            scratch.Dispose();
        }
    }

    private void RunPart(int part)
    {
        try
        {
            _work!.Run(part, Workers, _scratch[part]);
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref _failure, error, null);
        }
    }

    private sealed class Helper
    {
        private readonly WorkerGang _gang;
        private readonly int _part;
        private readonly AutoResetEvent _wake = new(initialState: false);
        private readonly Thread _thread;
        private int _asleep;

        public Helper(WorkerGang gang, int part)
        {
            _gang = gang;
            _part = part;
            _thread = new Thread(Loop) { IsBackground = true, Name = $"cpu worker {part}" };
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

                _gang.RunPart(_part);
                Interlocked.Decrement(ref _gang._pending);
            }
        }

        private int WaitForRoundAfter(int seen)
        {
            for (int i = 0; i < SpinsBeforeSleep; i++)
            {
                int round = Volatile.Read(ref _gang._round);
                if (round != seen)
                {
                    return round;
                }

                Thread.SpinWait(1);
            }

            // The flag is set before the last look at the round, and the gang raises the round before it looks at the flag: one of the two sees the other.
            Interlocked.Exchange(ref _asleep, 1);
            int current;
            while ((current = Volatile.Read(ref _gang._round)) == seen)
            {
                _wake.WaitOne();
            }

            Volatile.Write(ref _asleep, 0);
            return current;
        }
    }
}
