using System.Collections.Immutable;
using BitRL.Experiments.Sweeps;

namespace BitRL.Cli.Rendering;

/// <summary>Shows a sweep while it goes: a table redrawn in place on a terminal, as plain lines elsewhere.</summary>
/// <param name="write">Writes the tables of results.</param>
internal abstract class SweepDisplay(Func<Task> write) : ISweepObserver
{
    /// <summary>The display that suits a terminal.</summary>
    public static SweepDisplay For(Terminal terminal, TimeProvider time, ImmutableArray<SweepCell> cells, Func<Task> write) =>
        terminal.LogIsLive ? new LiveSweepDisplay(terminal, cells, write) : new PlainSweepDisplay(terminal, time, write);

    /// <summary>Does the work with the display around it.</summary>
    public virtual Task ShowAsync(Func<Task> work) => work();

    /// <inheritdoc/>
    public virtual void OnStarted(SweepCell cell, bool resumed)
    {
    }

    /// <inheritdoc/>
    public virtual void OnFinished(SweepCell cell)
    {
    }

    /// <inheritdoc/>
    public void OnFailed(SweepCell cell, CellFailure failure) => Remark($"failed    {cell.Id}: {failure.Reason}");

    /// <inheritdoc/>
    public void OnPutBack(SweepCell cell, string why) => Remark($"put back  {cell.Id}: {why}");

    /// <inheritdoc/>
    public Task OnEndedAsync() => write();

    /// <inheritdoc/>
    public abstract void OnTick(IReadOnlyList<CellStatus> status);

    /// <summary>Shows one event.</summary>
    protected abstract void Remark(string message);

    /// <summary>Counts and time left in one line.</summary>
    protected static string Summary(IReadOnlyList<CellStatus> status)
    {
        int finished = status.Count(cell => cell.State == CellState.Finished);
        int failed = status.Count(cell => cell.State == CellState.Failed);
        double speed = status.Where(cell => cell.State == CellState.Running && double.IsFinite(cell.Progress.StepsPerSecond)).Sum(cell => cell.Progress.StepsPerSecond);
        long left = status.Where(cell => cell.State is not (CellState.Finished or CellState.Failed)).Sum(cell => Math.Max(0, cell.Cell.Steps - cell.Progress.Steps));
        string time = speed > 0 ? $", about {Numbers.Duration(TimeSpan.FromSeconds(Math.Min(left / speed, 1e8)))} left at {Numbers.Count(speed)} steps/s" : string.Empty;
        return $"{finished} of {status.Count} cells finished{(failed > 0 ? $", {failed} failed" : string.Empty)}{(left > 0 ? time : string.Empty)}";
    }

    /// <summary>How far a cell is, from 0 to 1.</summary>
    protected static double Share(in CellStatus status) => status.State == CellState.Finished ? 1
        : status.Cell.Steps > 0 ? Math.Clamp((double)status.Progress.Steps / status.Cell.Steps, 0, 1)
        : 0;
}
