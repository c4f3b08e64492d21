namespace TestPlugin.Environments;

/// <summary>A thread that allocates whenever it is asked to, while the asker waits and allocates nothing.</summary>
internal sealed class WastefulWorker : IDisposable
{
    private readonly Barrier _barrier = new(participantCount: 2);
    private readonly Thread _thread;
    private volatile bool _isStopping;

    public WastefulWorker()
    {
        _thread = new Thread(Work) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Lets it allocate once.</summary>
    public void Waste()
    {
        _barrier.SignalAndWait();
        _barrier.SignalAndWait();
    }

    public void Dispose()
    {
        _isStopping = true;
        _barrier.SignalAndWait();
        _thread.Join();
        _barrier.Dispose();
    }

    private void Work()
    {
        while (true)
        {
            _barrier.SignalAndWait();
            if (_isStopping)
            {
                return;
            }

            GC.KeepAlive(new byte[24]);
            _barrier.SignalAndWait();
        }
    }
}
