using BitRL.Experiments.Sweeps;
using Spectre.Console;

namespace BitRL.Cli.Rendering;

/// <summary>A line an event, and one now and then that sums up: for pipes, logs and terminals that cannot redraw.</summary>
internal sealed class PlainSweepDisplay(Terminal terminal, TimeProvider time, Func<Task> write) : SweepDisplay(write)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private long _last = time.GetTimestamp();

    /// <inheritdoc/>
    public override void OnStarted(SweepCell cell, bool resumed) => Remark($"{(resumed ? "continued" : "started  ")} {cell.Id}");

    /// <inheritdoc/>
    public override void OnFinished(SweepCell cell) => Remark($"finished  {cell.Id}");

    /// <inheritdoc/>
    public override void OnTick(IReadOnlyList<CellStatus> status)
    {
        long now = time.GetTimestamp();
        if (time.GetElapsedTime(_last, now) >= Interval)
        {
            _last = now;
            Remark(Summary(status));
        }
    }

    /// <inheritdoc/>
    protected override void Remark(string message) => terminal.Log.WriteLine(message);
}
