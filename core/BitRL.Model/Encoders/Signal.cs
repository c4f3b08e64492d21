namespace BitRL.Model.Encoders;

/// <summary>Wakes one waiting thread, which spins for about a millisecond before it sleeps. Resets itself when the wait ends. Never allocates after construction, unlike the library's events, which do when somebody first sleeps on them.</summary>
internal sealed class Signal
{
    private const int SpinCount = 2047;
    private readonly object _lock = new();
    private volatile bool _isSet;

    /// <summary>Lets the waiting thread, or the next one to wait, go on.</summary>
    public void Set()
    {
        lock (_lock)
        {
            _isSet = true;
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>Waits until it is set.</summary>
    public void Wait()
    {
        var spinner = default(SpinWait);
        while (!_isSet && spinner.Count < SpinCount)
        {
            spinner.SpinOnce(sleep1Threshold: -1);
        }

        lock (_lock)
        {
            while (!_isSet)
            {
                Monitor.Wait(_lock);
            }

            _isSet = false;
        }
    }
}
