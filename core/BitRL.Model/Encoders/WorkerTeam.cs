using System.Runtime.ExceptionServices;

namespace BitRL.Model.Encoders;

/// <summary>
/// Threads that do one piece of work each, again and again: the caller is the first of them. A waiting thread spins for about a millisecond before it
/// sleeps, so that pieces of some ten microseconds are worth sharing. Allocates nothing after construction. One caller at a time.
/// </summary>
internal sealed class WorkerTeam : IDisposable
{
    private readonly Action<int> _work;
    private readonly Signal[] _starts;
    private readonly Signal _done = new();
    private readonly Thread[] _threads;
    private ExceptionDispatchInfo? _failure;
    private int _running;
    private volatile bool _isStopping;

    /// <summary>Starts the threads.</summary>
    /// <param name="workers">How many, the caller included.</param>
    /// <param name="work">Does the piece of a worker, given its number.</param>
    public WorkerTeam(int workers, Action<int> work)
    {
        _work = work;
        _starts = [.. Enumerable.Range(1, workers - 1).Select(_ => new Signal())];
        _threads = [.. Enumerable.Range(1, workers - 1).Select(worker => new Thread(() => Serve(worker)) { IsBackground = true, Name = $"encoder {worker}" })];
        foreach (Thread thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Runs pieces 0 … workers − 1 and waits for all of them; then throws what any of them threw.</summary>
    public void Run(int workers)
    {
        if (workers <= 1)
        {
            _work(0);
            return;
        }

        _failure = null;
        Volatile.Write(ref _running, workers - 1);
        for (int worker = 1; worker < workers; worker++)
        {
            _starts[worker - 1].Set();
        }

        RunPiece(0);
        _done.Wait();
        _failure?.Throw();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isStopping = true;
        for (int i = 0; i < _threads.Length; i++)
        {
            _starts[i].Set();
            _threads[i].Join();
        }
    }

    private void Serve(int worker)
    {
        Signal start = _starts[worker - 1];
        while (true)
        {
            start.Wait();
            if (_isStopping)
            {
                return;
            }

            RunPiece(worker);
            if (Interlocked.Decrement(ref _running) == 0)
            {
                _done.Set();
            }
        }
    }

    private void RunPiece(int worker)
    {
        try
        {
            _work(worker);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), comparand: null);
        }
    }
}
