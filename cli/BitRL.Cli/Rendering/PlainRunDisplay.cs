using BitRL.Agent.Training;
using Spectre.Console;

namespace BitRL.Cli.Rendering;

/// <summary>A line every few seconds: for pipes, logs and terminals that cannot redraw.</summary>
internal sealed class PlainRunDisplay(Terminal terminal, TimeProvider time) : RunDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private long _last = time.GetTimestamp();

    /// <inheritdoc/>
    public override void OnStart(in RunProgress start)
    {
        if (start.Steps > 0)
        {
            Remark($"continuing at step {Numbers.Count(start.Steps)} of {Numbers.Count(start.TotalSteps)}");
        }
    }

    /// <inheritdoc/>
    protected override void Show(in RunProgress progress, IReadOnlyList<KeyValuePair<string, double>> figures)
    {
        long now = time.GetTimestamp();
        if (time.GetElapsedTime(_last, now) >= Interval)
        {
            _last = now;
            Remark(Line(progress));
        }
    }

    /// <inheritdoc/>
    protected override void Remark(string message) => terminal.Log.WriteLine(message);

    private static string Line(in RunProgress progress)
    {
        string eta = progress.Remaining is { } remaining ? Numbers.Duration(remaining) : "–";
        double share = progress.TotalSteps > 0 ? (double)progress.Steps / progress.TotalSteps : 0;
        return $"step {Numbers.Count(progress.Steps)}/{Numbers.Count(progress.TotalSteps)} ({Numbers.Percent(share)})  {Numbers.Count(progress.StepsPerSecond)} steps/s  ETA {eta}  "
            + $"return {Numbers.Fixed(progress.MeanReturn, 1)}  episodes {Numbers.Count(progress.Episodes)}";
    }
}
