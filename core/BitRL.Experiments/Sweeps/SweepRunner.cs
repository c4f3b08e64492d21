using System.Collections.Immutable;
using BitRL.Agent.Folders;

namespace BitRL.Experiments.Sweeps;

/// <summary>
/// Runs the cells of a sweep within a budget: starts what fits, stops what makes memory overflow, records what fails, and leaves finished cells alone.
/// Everything it knows is in the folder, so a sweep that was killed goes on where it was. Used once, by one thread.
/// </summary>
/// <param name="folder">The folder; still the caller's.</param>
/// <param name="cells">All cells, in the order of the plan.</param>
/// <param name="order">The same cells in the order in which they should be run.</param>
/// <param name="budget">What they may take.</param>
/// <param name="launcher">Starts them.</param>
/// <param name="observer">Is told.</param>
/// <param name="time">Clock.</param>
public sealed class SweepRunner(
    SweepFolder folder, ImmutableArray<SweepCell> cells, IEnumerable<SweepCell> order, SweepBudget budget, ICellLauncher launcher, ISweepObserver observer, TimeProvider time)
{
    /// <summary>A cell whose process others ended so often is given up: whatever ends it will do so again.</summary>
    private const int MostInterruptions = 3;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly List<SweepCell> _waiting = [.. order];
    private readonly List<RunningCell> _running = [];
    private readonly Dictionary<string, CellState> _states = [];
    private readonly Dictionary<string, int> _interruptions = [];
    private readonly MemoryLedger _memory = new(budget.CellMemoryBytes);
    private CellStatus[] _status = [];

    /// <summary>Runs what is neither finished nor failed.</summary>
    /// <param name="retryFailed">Whether failed cells are tried again.</param>
    /// <param name="cancellationToken">Stops all cells, each with a checkpoint.</param>
    /// <exception cref="OperationCanceledException">Cancelled, after all processes ended.</exception>
    /// <exception cref="RunFolderException">The folder cannot be written.</exception>
    public async Task RunAsync(bool retryFailed, CancellationToken cancellationToken)
    {
        Sort(retryFailed);
        try
        {
            while (_waiting.Count > 0 || _running.Count > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                StartWhatFits();
                await AwaitTickAsync(cancellationToken);
                await CollectAsync();
                WatchMemory();
                Report();
            }
        }
        finally
        {
            await StopAllAsync();
        }

        Report();
    }

    /// <summary>Takes stock of the folder.</summary>
    private void Sort(bool retryFailed)
    {
        _status = new CellStatus[cells.Length];
        foreach (SweepCell cell in cells)
        {
            CellState state = folder.StateOf(cell);
            if (state == CellState.Failed && retryFailed)
            {
                folder.ForgetFailure(cell);
                state = folder.StateOf(cell);
            }

            _states[cell.Id] = state;
            if (state == CellState.Finished && RunMemory.OfFinished(folder.RunFolderOf(cell)) is { } bytes)
            {
                _memory.Note(cell, bytes);
            }
        }

        _waiting.RemoveAll(cell => _states[cell.Id] is CellState.Finished or CellState.Failed);
    }

    private void StartWhatFits()
    {
        for (int i = 0; i < _waiting.Count && _running.Count < budget.Jobs;)
        {
            SweepCell cell = _waiting[i];
            int threads = cell.Threads ?? budget.ThreadsPerCell;
            long bytes = _memory.Expect(cell);
            bool fits = _running.Sum(other => other.Threads) + threads <= budget.Cores
                && _running.Sum(other => other.ReservedBytes) + bytes <= budget.MemoryBytes;

            // What fits nowhere else runs alone. A run folder may be held by a process that a killed sweep left behind and that is saving its checkpoint.
            if ((fits || _running.Count == 0) && !RunFolder.IsHeld(folder.RunFolderOf(cell)))
            {
                _waiting.RemoveAt(i);
                Start(cell, threads, bytes);
            }
            else if (!fits)
            {
                return; // a small cell must not overtake a large one for ever
            }
            else
            {
                i++;
            }
        }
    }

    private void Start(SweepCell cell, int threads, long expectedBytes)
    {
        string run = folder.RunFolderOf(cell);
        bool resumed = RunFolder.HoldsRun(run);
        if (!resumed)
        {
            folder.Describe(cell);
        }

        ICellProcess process = launcher.Start(resumed ? null : folder.ConfigurationPathOf(cell), run, threads);
        _running.Add(new RunningCell(cell, process, threads, expectedBytes));
        _states[cell.Id] = CellState.Running;
        observer.OnStarted(cell, resumed);
    }

    private async Task AwaitTickAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task delay = Task.Delay(Tick, time, stop.Token);
        await Task.WhenAny([delay, .. _running.Select(cell => cell.Process.Completion)]);
        await stop.CancelAsync();
    }

    private async Task CollectAsync()
    {
        var all = _running.Where(cell => cell.Process.Completion.IsCompleted).ToList();
        foreach (RunningCell ended in all)
        {
            CellExit exit = await ended.Process.Completion;
            _running.Remove(ended);
            Judge(ended, exit);
            ended.Dispose();
        }

        if (all.Count > 0)
        {
            await observer.OnEndedAsync();
        }
    }

    private void Judge(RunningCell ended, CellExit exit)
    {
        SweepCell cell = ended.Cell;
        _memory.Note(cell, ended.PeakBytes);
        if (folder.StateOf(cell) == CellState.Finished)
        {
            _states[cell.Id] = CellState.Finished;
            observer.OnFinished(cell);
        }
        else if (ended.GivenUp is { } reason)
        {
            Fail(cell, exit.Code, reason);
        }
        else if (ended.IsStopping)
        {
            PutBack(cell, "stopped to make room in memory");
        }
        else if (exit.IsInterruption)
        {
            int times = _interruptions[cell.Id] = _interruptions.GetValueOrDefault(cell.Id) + 1;
            if (times < MostInterruptions)
            {
                PutBack(cell, $"its process was ended from outside (exit code {exit.Code})");
            }
            else
            {
                Fail(cell, exit.Code, $"its process was ended from outside {times} times (exit code {exit.Code}); is there too little memory?");
            }
        }
        else
        {
            Fail(cell, exit.Code, exit.LastError.Length > 0 ? exit.LastError : $"its process ended with exit code {exit.Code} and said nothing");
        }
    }

    private void PutBack(SweepCell cell, string why)
    {
        _states[cell.Id] = folder.StateOf(cell);
        _waiting.Insert(0, cell);
        observer.OnPutBack(cell, why);
    }

    private void Fail(SweepCell cell, int code, string reason)
    {
        var failure = new CellFailure(code, reason, time.GetUtcNow());
        folder.RecordFailure(cell, failure);
        _states[cell.Id] = CellState.Failed;
        observer.OnFailed(cell, failure);
    }

    /// <summary>Stops the youngest cell where together they hold more than they may; one alone that does so has failed.</summary>
    private void WatchMemory()
    {
        long held = _running.Sum(cell => cell.Measure());
        if (held <= budget.MemoryBytes || _running.Exists(cell => cell.IsStopping || cell.GivenUp is not null))
        {
            return;
        }

        RunningCell youngest = _running[^1];
        if (_running.Count == 1)
        {
            youngest.GiveUp($"it took {(held >> 20) + 1} MiB, and the budget is {budget.MemoryBytes >> 20} MiB; give more with --memory, or make the cell smaller");
        }
        else
        {
            youngest.Stop();
        }
    }

    private void Report()
    {
        for (int i = 0; i < cells.Length; i++)
        {
            CellState state = _states[cells[i].Id];
            var progress = state is CellState.New ? new CellProgress(0, double.NaN, double.NaN)
                : state is CellState.Running || _status[i].State != state ? CellProgress.Read(folder.RunFolderOf(cells[i]))
                : _status[i].Progress;
            _status[i] = new CellStatus(cells[i], state, progress);
        }

        observer.OnTick(_status);
    }

    private async Task StopAllAsync()
    {
        _running.ForEach(cell => cell.Stop());
        foreach (RunningCell cell in _running)
        {
            await cell.Process.Completion;
            cell.Dispose();
        }

        _running.Clear();
    }
}
