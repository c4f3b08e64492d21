using BitRL.Agent.Configuration;
using BitRL.Experiments.Sweeps;

namespace BitRL.Experiments.Tests.Fakes;

/// <summary>Starts nothing: each process does what its script says, by the folder of its run and how often that was started.</summary>
internal sealed class FakeLauncher(Func<string, int, FakeProcess> script) : ICellLauncher
{
    private readonly Dictionary<string, int> _starts = [];

    /// <summary>Folder, whether it was resumed, threads.</summary>
    public List<(string Folder, bool Resumed, int Threads)> Started { get; } = [];

    public List<FakeProcess> Processes { get; } = [];

    public int MostAtOnce { get; private set; }

    public ICellProcess Start(string? configuration, string runFolder, int threads)
    {
        Started.Add((runFolder, configuration is null, threads));
        int start = _starts[runFolder] = _starts.GetValueOrDefault(runFolder) + 1;
        var process = script(runFolder, start);
        Processes.Add(process);
        process.Begin(runFolder);
        MostAtOnce = Math.Max(MostAtOnce, Processes.Count(other => !other.Completion.IsCompleted));
        return process;
    }
}

/// <summary>A process that ends by itself, when it is stopped, or when it is killed.</summary>
internal sealed class FakeProcess : ICellProcess
{
    private readonly TaskCompletionSource<CellExit> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _folder = "";

    /// <summary>Exit code with which it ends at once, or null for one that goes on until it is stopped.</summary>
    public int? Code { get; init; } = 0;

    public string LastError { get; init; } = "";

    public long MemoryBytes { get; init; }

    public bool WasStopped { get; private set; }

    public bool WasKilled { get; private set; }

    public Task<CellExit> Completion => _end.Task;

    public void Begin(string folder)
    {
        _folder = folder;
        RunFiles.Begin(folder, new RunConfiguration());
        if (Code is { } code)
        {
            End(code);
        }
    }

    public void End(int code)
    {
        if (code == 0)
        {
            RunFiles.Finish(_folder, new RunConfiguration(), 1);
        }

        _end.TrySetResult(new CellExit(code, LastError));
    }

    public void Stop()
    {
        WasStopped = true;
        _end.TrySetResult(new CellExit(143, ""));
    }

    public void Kill()
    {
        WasKilled = true;
        _end.TrySetResult(new CellExit(137, ""));
    }

    public void Dispose()
    {
    }
}
