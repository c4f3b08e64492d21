namespace BitRL.Agent.Encoders;

/// <summary>
/// A thread that lives as long as the run and encodes for the critic while the caller's thread encodes for the policy. A thread pool may be busy
/// with the host's own work, and starting a task would allocate. Used by one thread.
/// </summary>
internal sealed class SideEncoding : IDisposable
{
    private readonly SemaphoreSlim _start = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly EncoderStage _stage;
    private readonly Thread _thread;
    private CancellationToken _cancellation;
    private ValueTask _encoding;
    private volatile bool _stopping;

    /// <param name="stage">What it encodes; still the caller's.</param>
    public SideEncoding(EncoderStage stage)
    {
        _stage = stage;
        _thread = new Thread(Loop) { IsBackground = true, Name = "critic encoder" };
        _thread.Start();
    }

    /// <summary>Starts encoding what the stage took.</summary>
    public void Start(CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken;
        _start.Release();
    }

    /// <summary>Waits for the thread.</summary>
    /// <returns>The encoding: done, failed, or still under way elsewhere. To be awaited once.</returns>
    public ValueTask Join()
    {
        _done.Wait();
        return _encoding;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_stopping)
        {
            return;
        }

        _stopping = true;
        _start.Release();
        _thread.Join();
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
                _encoding = _stage.EncodeTakenAsync(_cancellation);
            }
#pragma warning disable CA1031 // whatever it is, it belongs to the thread that awaits the encoding
            catch (Exception failure)
#pragma warning restore CA1031
            {
                _encoding = ValueTask.FromException(failure);
            }

            _done.Release();
        }
    }
}
