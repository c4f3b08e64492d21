using System.Diagnostics;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>
/// A thread beside the caller's. Between rounds it spins for some microseconds (a layer's next operation comes sooner than the system could wake it), then
/// offers its core to others at every look, and then sleeps. One that is left out sleeps at once.
/// </summary>
internal sealed class GangHelper
{
    private static readonly long SpinTicks = Stopwatch.Frequency / 50_000;
    private static readonly long AwakeTicks = Stopwatch.Frequency / 6_000;

    private readonly WorkerGang _gang;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private int _asleep;
    private bool _leftOut;
    private GangRest _rest;
    private int _partsDone;

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

    /// <summary>Called by the gang's caller after a round began.</summary>
    public void WakeIfAsleep()
    {
        if (Volatile.Read(ref _asleep) == 1 && (!_leftOut || _gang.IsStopping))
        {
            _wake.Set();
        }
    }

    /// <summary>Called by the gang's caller: this one takes no part until some time has passed.</summary>
    public void LeaveOut(long now)
    {
        if (!_leftOut)
        {
            Volatile.Write(ref _leftOut, true);
            _rest.Begin(now);
        }
    }

    /// <summary>Called by the gang's caller: whether this one takes part from now on.</summary>
    public bool Rejoins(long now)
    {
        if (_leftOut && _rest.IsOver(now))
        {
            Volatile.Write(ref _leftOut, false);
        }

        return !_leftOut;
    }

    /// <summary>Called by the gang's caller now and then, with the parts that this one has done so far.</summary>
    public bool HasDoneNothingSince(int partsDone)
    {
        bool nothing = !_leftOut && partsDone == _partsDone;
        _partsDone = partsDone;
        return nothing;
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
        long start = Stopwatch.GetTimestamp();
        long waited = 0;
        while (waited < AwakeTicks && !Volatile.Read(ref _leftOut))
        {
            for (int i = 0; i < 16; i++)
            {
                if (Volatile.Read(ref round) is var current && current != seen)
                {
                    return current;
                }

                Thread.SpinWait(1);
            }

            waited = Stopwatch.GetTimestamp() - start;
            if (waited > SpinTicks)
            {
                Thread.Yield();
            }
        }

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
