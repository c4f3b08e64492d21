using BitRL.Cli.Rendering;

namespace BitRL.Cli.Composition;

/// <summary>Cancels when standard input ends. A parent that holds its other end so takes its children along, however it ends itself.</summary>
internal sealed class InputWatch : IDisposable
{
    private readonly CancellationTokenSource _source;
    private volatile bool _hasEnded;

    /// <param name="enabled">Whether to watch at all.</param>
    /// <param name="cancellation">Cancels too.</param>
    public InputWatch(bool enabled, CancellationToken cancellation)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (enabled)
        {
            // A thread of its own: the read cannot be cancelled, and the process ends without it.
            new Thread(Watch) { IsBackground = true, Name = "input watch" }.Start();
        }
    }

    /// <summary>Cancelled when the input ended, or by the other token.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the input ended.</summary>
    public bool HasEnded => _hasEnded;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_source)
        {
            _source.Dispose();
        }
    }

    private void Watch()
    {
        using Stream input = Terminal.OpenStandardInput();
        var buffer = new byte[64];
        while (input.Read(buffer) > 0)
        {
            // What the parent says does not matter, only that it is there.
        }

        _hasEnded = true;
        lock (_source)
        {
            try
            {
                _source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The run ended first.
            }
        }
    }
}
