using System.Runtime.ExceptionServices;

namespace BitRL.Ppo.Learning;

/// <summary>
/// A second thread that lives as long as the trainer and runs one piece of work beside the caller's. Starting it allocates nothing and costs
/// microseconds, where a thread pool may be busy with the host's own work.
/// </summary>
internal sealed class SideThread : IDisposable
{
    private readonly SemaphoreSlim _start = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly Action _work;
    private readonly Thread? _thread;
    private ExceptionDispatchInfo? _failure;
    private volatile bool _stopping;

    /// <param name="work">What every <see cref="Run"/> does on it.</param>
    /// <param name="enabled">When false, or with one processor, the caller's thread does it all, one after the other.</param>
    public SideThread(Action work, bool enabled)
    {
        _work = work;
        if (enabled && Environment.ProcessorCount > 1)
        {
            _thread = new Thread(Loop) { IsBackground = true, Name = "ppo value" };
            _thread.Start();
        }
    }

    /// <summary>Runs the work and something else at the same time; returns when both are done.</summary>
    /// <exception cref="Exception">Whatever either threw; the caller's own first.</exception>
    public void Run(Action beside)
    {
        if (_thread is null)
        {
            beside();
            _work();
            return;
        }

        _failure = null;
        _start.Release();
        try
        {
            beside();
        }
        finally
        {
            _done.Wait();
        }

        _failure?.Throw();
    }

    public void Dispose()
    {
        if (_stopping)
        {
            return;
        }

        _stopping = true;
        _start.Release();
        _thread?.Join();
        _start.Dispose();
        _done.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            _start.Wait();
            if (_stopping)
            {
                return;
            }

            try
            {
                _work();
            }
            catch (Exception failure)
            {
                _failure = ExceptionDispatchInfo.Capture(failure);
            }

            _done.Release();
        }
    }
}
