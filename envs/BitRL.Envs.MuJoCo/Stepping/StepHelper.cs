using System.Diagnostics;

namespace BitRL.Envs.MuJoCo;

/// <summary>
/// A thread beside the caller's. Between rounds it spins for some microseconds and then sleeps. One that is left out sleeps at once; it comes back after two
/// milliseconds, or twice the last time if that is not long ago, since whatever kept it is still there then.
/// </summary>
internal sealed class StepHelper
{
    private const int LooksBetweenClocks = 16;

    private static readonly long SpinTicks = Stopwatch.Frequency * 80 / 1_000_000;
    private static readonly long ShortestRest = Stopwatch.Frequency / 500;
    private static readonly long LongestRest = Stopwatch.Frequency / 4;

    private readonly StepGang _gang;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private int _asleep;
    private bool _busy;
    private bool _leftOut;
    private bool _rests;
    private long _restLength;
    private long _restEnd;

    /// <summary>Starts the thread.</summary>
    public StepHelper(StepGang gang, int number)
    {
        _gang = gang;
        _thread = new Thread(Loop) { IsBackground = true, Name = $"physics {number}" };
        _thread.Start();
    }

    /// <summary>Called by the gang's caller after a round began.</summary>
    public void WakeIfAsleep()
    {
        if (Volatile.Read(ref _asleep) == 1 && (!_leftOut || _gang.IsStopping))
        {
            _wake.Set();
        }
    }

    /// <summary>Called by the gang's caller while it waits for late ones: this one takes no part in further rounds if it is one of them.</summary>
    public void LeaveOutIfBusy()
    {
        if (Volatile.Read(ref _busy))
        {
            Volatile.Write(ref _leftOut, true);
        }
    }

    /// <summary>Called by the gang's caller when those that were late are done: from now on it is counted how long they stay left out.</summary>
    public void BeginRest(long now)
    {
        if (_leftOut && !_rests)
        {
            _rests = true;
            _restLength = _restLength != 0 && now - _restEnd < 4 * _restLength ? Math.Min(2 * _restLength, LongestRest) : ShortestRest;
            _restEnd = now + _restLength;
        }
    }

    /// <summary>Called by the gang's caller: whether this one takes part from now on.</summary>
    public bool Rejoins(long now)
    {
        if (_leftOut && now >= _restEnd)
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

            Volatile.Write(ref _busy, true);
            _gang.Help();
            Volatile.Write(ref _busy, false);
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

        // The flag is set before the last look at the round, and a round begins before the flag is looked at: one of the two sees the other.
        Interlocked.Exchange(ref _asleep, 1);
        while ((Volatile.Read(ref round) == seen || Volatile.Read(ref _leftOut)) && !_gang.IsStopping)
        {
            _wake.WaitOne();
        }

        Volatile.Write(ref _asleep, 0);
        return Volatile.Read(ref round);
    }
}
