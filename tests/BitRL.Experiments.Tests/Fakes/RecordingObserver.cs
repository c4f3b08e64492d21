using BitRL.Experiments.Sweeps;

namespace BitRL.Experiments.Tests.Fakes;

internal sealed class RecordingObserver : ISweepObserver
{
    public List<string> Events { get; } = [];

    public CellStatus[] Last { get; private set; } = [];

    /// <summary>Called at every tick.</summary>
    public Action? Ticked { get; set; }

    public void OnStarted(SweepCell cell, bool resumed) => Events.Add($"{(resumed ? "continued" : "started")} {cell.Id}");

    public void OnFinished(SweepCell cell) => Events.Add($"finished {cell.Id}");

    public void OnFailed(SweepCell cell, CellFailure failure) => Events.Add($"failed {cell.Id}: {failure.Reason}");

    public void OnPutBack(SweepCell cell, string why) => Events.Add($"put back {cell.Id}");

    public Task OnEndedAsync() => Task.CompletedTask;

    public void OnTick(IReadOnlyList<CellStatus> status)
    {
        Last = [.. status];
        Ticked?.Invoke();
    }
}
