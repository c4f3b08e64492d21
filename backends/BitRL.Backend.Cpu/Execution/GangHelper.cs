using System.Diagnostics;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>
/// A thread beside the caller's. Between rounds it spins for some microseconds (a layer's next operation comes sooner than the system could wake it), and then
/// sleeps. One that is left out sleeps at once. It never offers its core while it spins: a program of low priority that takes it keeps it for milliseconds.
/// </summary>
internal sealed class GangHelper
{
    private const int LooksBetweenClocks = 16;

    /// <summary>150 µs: an environment's step between two encodes is shorter.</summary>
    private static readonly long SpinTicks = Stopwatch.Frequency * 150 / 1_000_000;

    private readonly WorkerGang _gang;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private int _asleep;
    private bool _leftOut;
    private bool _rests;
    private GangRest _rest;

    /// <summary>Starts the thread.</summary>
    public GangHelper(WorkerGang gang, int number)
    {
        _gang = gang;
        Number = number;
        _thread = new Thread(Loop) { IsBackground = true, Name = $"cpu worker {number}" };
        _thread.Start();
    }

    /// <summary>1 … workers − 1.</summary>
    public int Number { get; }

    /// <summary>Whether this one takes no part at present; set by the gang's caller.</summary>
    public bool IsLeftOut => _leftOut;

    /// <summary>Called by the gang's caller after a round began.</summary>
    public void WakeIfAsleep()
    {
        if (Volatile.Read(ref _asleep) == 1 && (!_leftOut || _gang.IsStopping))
        {
            _wake.Set();
        }
    }

    /// <summary>Called by the gang's caller while this one is late: it takes no part in further rounds.</summary>
    public void LeaveOut() => Volatile.Write(ref _leftOut, true);

    /// <summary>Called by the gang's caller when those that were late are done: from now on it is counted how long they stay left out.</summary>
    public void BeginRest(long now)
    {
        if (_leftOut && !_rests)
        {
            _rests = true;
            _rest.Begin(now);
        }
    }

    /// <summary>Called by the gang's caller: whether this one takes part from now on.</summary>
    public bool Rejoins(long now)
    {
        if (_leftOut && _rest.IsOver(now))
        {
            _rests = false;
            Volatile.Write(ref _leftOut, false);
        }

        return !_leftOut;
    }

    /// <summary>Waits for the thread's end.</summary>
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
            if (_gang.IsStopping)
            {
                return;
            }

            _gang.Help(Number, seen);
        }
    }

    private int WaitForRoundAfter(int seen)
    {
        ref int round = ref _gang.Round;
        long end = Stopwatch.GetTimestamp() + SpinTicks;
        do
        {
            for (int i = 0; i < LooksBetweenClocks; i++)
            {
                if (Volatile.Read(ref round) is var current && current != seen)
                {
                    return current;
                }

                Thread.SpinWait(1);
            }
        }
        while (!Volatile.Read(ref _leftOut) && Stopwatch.GetTimestamp() < end);

        // The flag is set before the last look at the round, and the gang raises the round before it looks at the flag: one of the two sees the other.
        Interlocked.Exchange(ref _asleep, 1);
        while ((Volatile.Read(ref round) == seen || Volatile.Read(ref _leftOut)) && !_gang.IsStopping)
        {
            _wake.WaitOne();
        }

        Volatile.Write(ref _asleep, 0);
        return Volatile.Read(ref round);
    }
}
