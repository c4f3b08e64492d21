using System.Collections.Immutable;
using BitRL.Experiments.Sweeps;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BitRL.Cli.Rendering;

/// <summary>A table with a row for each environment and variant, redrawn in place: what is done, how far the running cells are, what they return.</summary>
internal sealed class LiveSweepDisplay(Terminal terminal, ImmutableArray<SweepCell> cells, Func<Task> write) : SweepDisplay(write)
{
    private const int BarWidth = 20;
    private const int MostRemarks = 5;

    /// <summary>Lines that are not rows: heading, summary, rows left out, the prompt that will follow.</summary>
    private const int OtherLines = 5;

    private readonly List<string> _remarks = [];
    private readonly ImmutableArray<(string Environment, string Label)> _groups = [.. cells.Select(cell => (cell.Environment, cell.Label)).Distinct()];
    private LiveDisplayContext? _live;

    /// <inheritdoc/>
    public override Task ShowAsync(Func<Task> work) => terminal.Log.Live(new Text("starting …")).StartAsync(live =>
    {
        _live = live;
        return work();
    });

    /// <inheritdoc/>
    public override void OnTick(IReadOnlyList<CellStatus> status) => _live?.UpdateTarget(Picture(status));

    /// <inheritdoc/>
    protected override void Remark(string message)
    {
        _remarks.Add(message);
        if (_remarks.Count > MostRemarks)
        {
            _remarks.RemoveAt(0);
        }
    }

    private Rows Picture(IReadOnlyList<CellStatus> status)
    {
        var groups = status.ToLookup(cell => (cell.Cell.Environment, cell.Cell.Label));
        int room = Math.Max(1, terminal.Log.Profile.Height - OtherLines - _remarks.Count);

        // Where not all groups fit, those that run are shown, then those that wait.
        var shown = _groups.Length <= room ? _groups : [.. _groups.OrderBy(group => Rank(groups[group])).Take(room)];
        var table = Tables.Make("environment", "variant", "done#", "progress", "return#", "steps/s#");
        foreach (var group in shown)
        {
            AddRow(table, group, [.. groups[group]]);
        }

        var lines = new List<IRenderable> { table };
        if (shown.Length < _groups.Length)
        {
            lines.Add(new Text($"… and {_groups.Length - shown.Length} more groups", new Style(Color.Grey)));
        }

        lines.AddRange(_remarks.Select(remark => new Text(remark, new Style(Color.Yellow))));
        lines.Add(new Text(Summary(status), new Style(decoration: Decoration.Bold)));
        return new Rows(lines);
    }

    private static void AddRow(Table table, (string Environment, string Label) group, CellStatus[] cells)
    {
        double share = cells.Average(cell => Share(cell));
        int full = (int)(share * BarWidth);
        int failed = cells.Count(cell => cell.State == CellState.Failed);
        double[] returns = [.. cells.Select(cell => cell.Progress.MeanReturn).Where(double.IsFinite)];
        double speed = cells.Where(cell => cell.State == CellState.Running).Select(cell => cell.Progress.StepsPerSecond).Where(double.IsFinite).Sum();
        string colour = failed > 0 ? "red" : cells.Any(cell => cell.State == CellState.Running) ? "green" : "grey";
        table.AddRow(
            new Text(group.Environment),
            new Text(group.Label),
            new Text($"{cells.Count(cell => cell.State == CellState.Finished)}/{cells.Length}{(failed > 0 ? $" ({failed} failed)" : string.Empty)}"),
            new Markup($"[{colour}]{new string('━', full)}[/][grey]{new string('─', BarWidth - full)}[/] {share * 100,3:0}%"),
            new Text(returns.Length == 0 ? "–" : Numbers.Fixed(returns.Average(), 1)),
            new Text(speed > 0 ? Numbers.Count(speed) : "–"));
    }

    private static int Rank(IEnumerable<CellStatus> cells) =>
        cells.Any(cell => cell.State == CellState.Running) ? 0
        : cells.Any(cell => cell.State is CellState.New or CellState.Interrupted) ? 1
        : cells.Any(cell => cell.State == CellState.Failed) ? 2
        : 3;
}
