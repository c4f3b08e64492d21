using System.Diagnostics;
using BitRL.Experiments.Sweeps;

namespace BitRL.Cli.Composition;

/// <summary>A run in a process of its own. It ends with this process, because it watches its standard input; what it reports is kept in a file.</summary>
internal sealed class CellProcess : ICellProcess
{
    private readonly Process _process;
    private readonly StreamWriter _log;
    private string _lastError = string.Empty;

    /// <param name="start">The program, all its streams redirected.</param>
    /// <param name="logPath">Where its standard error goes, after what is there already.</param>
    public CellProcess(ProcessStartInfo start, string logPath)
    {
        _log = new StreamWriter(logPath, append: true) { AutoFlush = true };
        try
        {
            _process = Process.Start(start)!;
        }
        catch
        {
            _log.Dispose();
            throw;
        }

        Completion = WatchAsync();
    }

    /// <inheritdoc/>
    public Task<CellExit> Completion { get; }

    /// <inheritdoc/>
    public long MemoryBytes
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.HasExited ? 0 : _process.WorkingSet64;
            }
            catch (InvalidOperationException)
            {
                return 0; // it ended in between
            }
        }
    }

    /// <inheritdoc/>
    public void Stop()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, and the pipe with it.
        }
    }

    /// <inheritdoc/>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Dispose();
        _log.Dispose();
    }

    private async Task<CellExit> WatchAsync()
    {
        Task errors = ReadErrorsAsync();
        await _process.StandardOutput.ReadToEndAsync(); // the result also lies in the run folder
        await errors;
        await _process.WaitForExitAsync();
        return new CellExit(_process.ExitCode, _lastError);
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
            {
                _lastError = line;
                try
                {
                    await _log.WriteLineAsync(line);
                }
                catch (IOException)
                {
                    // A full disk: the run will fail of it and say so better.
                }
            }
        }
    }
}
