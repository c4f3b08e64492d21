using BitRL.Model.Pretraining;
using Spectre.Console;

namespace BitRL.Cli.Rendering;

/// <summary>Shows pretraining while it goes: one line redrawn in place on a terminal, a line a report elsewhere.</summary>
internal sealed class PretrainDisplay
{
    private readonly Terminal _terminal;
    private readonly List<double> _losses = [];
    private LiveDisplayContext? _live;

    private PretrainDisplay(Terminal terminal) => _terminal = terminal;

    /// <summary>The display that suits a terminal.</summary>
    public static PretrainDisplay For(Terminal terminal) => new(terminal);

    /// <summary>Does the work with the display around it.</summary>
    public Task ShowAsync(Func<Task> work) => !_terminal.LogIsLive ? work() : _terminal.Log.Live(new Text("starting …")).StartAsync(live =>
    {
        _live = live;
        return work();
    });

    /// <summary>Shows a report.</summary>
    public void Show(PretrainingProgress progress)
    {
        _losses.Add(progress.Loss);
        double left = (progress.Steps - progress.Step) / Math.Max(progress.StepsPerSecond, 1e-9);
        string line = $"step {Numbers.Count(progress.Step)}/{Numbers.Count(progress.Steps)}  loss {progress.Loss:0.0000}  {progress.StepsPerSecond:0.0} steps/s  ETA {Numbers.Duration(TimeSpan.FromSeconds(Math.Min(left, 1e7)))}"
            + (progress.IsCheckpointed ? "  checkpoint" : string.Empty);
        if (_live is null)
        {
            _terminal.Log.WriteLine(line);
        }
        else
        {
            _live.UpdateTarget(new Rows(new Text(line), new Text(Sparkline.Draw(_losses, 60), new Style(Color.Green))));
        }
    }
}
