using BitRL.Agent.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BitRL.Cli.Rendering;

/// <summary>A few lines that are redrawn in place: bar, speed, time left, learning curve, losses.</summary>
internal sealed class LiveRunDisplay(Terminal terminal, TimeProvider time) : RunDisplay
{
    private const int BarWidth = 40;
    private const int MostCurve = 60;
    private const int MostFigures = 5;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);
    private readonly List<string> _remarks = [];
    private LiveDisplayContext? _live;
    private IReadOnlyList<KeyValuePair<string, double>> _figures = [];
    private RunProgress _progress;
    private long _last;

    /// <inheritdoc/>
    public override Task<T> ShowAsync<T>(Func<Task<T>> work) => terminal.Log
        .Live(new Text("starting …"))
        .StartAsync(async live =>
        {
            _live = live;
            try
            {
                return await work();
            }
            finally
            {
                live.UpdateTarget(Picture());
                _live = null;
            }
        });

    /// <inheritdoc/>
    protected override void Show(in RunProgress progress, IReadOnlyList<KeyValuePair<string, double>> figures)
    {
        _progress = progress;
        if (figures.Count > 0)
        {
            _figures = figures;
        }

        long now = time.GetTimestamp();
        if (_last == 0 || time.GetElapsedTime(_last, now) >= Interval)
        {
            _last = now;
            _live?.UpdateTarget(Picture());
        }
    }

    /// <inheritdoc/>
    protected override void Remark(string message)
    {
        _remarks.Add(message);
        _live?.UpdateTarget(Picture());
    }

    private Rows Picture()
    {
        double share = _progress.TotalSteps > 0 ? Math.Clamp((double)_progress.Steps / _progress.TotalSteps, 0, 1) : 0;
        int full = (int)(share * BarWidth);
        string eta = _progress.Remaining is { } remaining ? Numbers.Duration(remaining) : "–";
        var lines = new List<IRenderable>(_remarks.Select(remark => new Text(remark)))
        {
            new Markup($"[green]{new string('━', full)}[/][grey]{new string('─', BarWidth - full)}[/] {share * 100,3:0}%  {Numbers.Count(_progress.Steps)}/{Numbers.Count(_progress.TotalSteps)} steps  "
                + $"[bold]{Numbers.Count(_progress.StepsPerSecond)}[/] steps/s  ETA {eta}"),
            new Markup($"return [bold]{Numbers.Fixed(_progress.MeanReturn, 1)}[/] over the last 100 of {Numbers.Count(_progress.Episodes)} episodes  [green]{Sparkline.Draw(Returns, MostCurve)}[/]"),
        };
        if (_figures.Count > 0)
        {
            string figures = string.Join("  ", _figures.Take(MostFigures).Select(figure => $"{figure.Key} {figure.Value:0.####}"));
            lines.Add(new Text(figures, new Style(Color.Grey)));
        }

        return new Rows(lines);
    }
}
