using System.Runtime.InteropServices;

namespace BitRL.Cli;

/// <summary>
/// Turns SIGINT, SIGTERM and SIGHUP into a cancellation, so that a run can save a checkpoint, and remembers which it was. A second signal
/// ends the process at once.
/// </summary>
internal sealed class TerminationSignals : IDisposable
{
    private static readonly TimeSpan MostLeaving = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action _leave;
    private int _exitCode;

    /// <param name="leave">What must be put right before a second signal ends the process; it gets half a second.</param>
    public TerminationSignals(Action leave)
    {
        _leave = leave;
        Register(PosixSignal.SIGINT, Cli.ExitCode.Interrupted);
        Register(PosixSignal.SIGTERM, Cli.ExitCode.Terminated);
        Register(PosixSignal.SIGHUP, Cli.ExitCode.HangUp);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>128 + the signal's number, or 0 while none arrived.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Register(PosixSignal signal, int exitCode) => _registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) == 0)
        {
            context.Cancel = true;
            _source.Cancel();
        }
        else
        {
            // Waited for without asking how it went: nothing may keep the process from ending.
            ((IAsyncResult)Task.Run(_leave)).AsyncWaitHandle.WaitOne(MostLeaving);
        }
    }));
}
