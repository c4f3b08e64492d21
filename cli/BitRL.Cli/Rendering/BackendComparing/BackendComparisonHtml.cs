using BitRL.Cli.Benchmarks;
using BitRL.Cli.Benchmarks.Backends;
using BitRL.Cli.Rendering.Plots;

namespace BitRL.Cli.Rendering.BackendComparing;

/// <summary>A comparison of backends as one HTML file: plots, the table, what is absent and why, and what the figures mean.</summary>
/// <param name="comparison">What was measured.</param>
/// <param name="setting">One line that says under what circumstances.</param>
/// <param name="origin">Where, when and by which command.</param>
internal sealed class BackendComparisonHtml(BackendComparison comparison, string setting, MeasurementOrigin origin)
{
    private const string Absent = "–";
    private readonly HtmlPage _page = new("Backends compared");
    private readonly BackendPlots _plots = new(comparison);

    // What no backend has would be an empty column; the list below says why it is absent.
    private readonly Figure[] _figures = [.. Figure.All.Where(figure => figure.Lack is null || comparison.Rows.Any(row => double.IsFinite(row.Median(figure))))];
    private readonly BackendRow[] _measured = [.. comparison.Rows.Where(row => row.IsMeasured)];

    /// <summary>Makes the page; once.</summary>
    public string Make()
    {
        _page.Paragraph($"{setting}.");
        _page.Facts(("machine", origin.Machine), ("made", $"{origin.Day}, {origin.Toolkit}"), ("command", origin.Command));
        if (_measured.Length > 0)
        {
            AddPlots();
        }

        AddTable();
        AddSpread();
        AddNotes();
        return _page.ToString();
    }

    private void AddPlots()
    {
        _page.Box("whole", () => _page.Figure(
            _plots.Times(),
            "Time from a state to its action, less is better.",
            "Mark: median; bar to its right: 99th percentile; small strokes: medians of the rounds. Cold: every token run. Prefix: the static and the per-episode part of the text cached. Memo: the state is remembered."));
        _page.Box("pair", () =>
        {
            _page.Figure(_plots.Memory(), "Memory, less is better.", "Weights: matrices of the blocks as the backend holds them. Peak: the whole process, libraries and training included.");
            _page.Figure(_plots.Speed(), "Speed, more is better.", "States: batches through encoder and policy, prefixes cached. Train: environment steps of training, updates included.");
            if (_plots.Has(Figure.Energy))
            {
                _page.Figure(_plots.Energy(), "Energy of 1,000 states, less is better.", "All processor packages during the batches, idle power and other programs included.");
            }
        });
        foreach (var (figure, name) in ((Figure, string)[])[(Figure.Energy, "Energy"), (Figure.Temperature, "Temperature")])
        {
            if (!_plots.Has(figure))
            {
                _page.Remark($"{name} was not measured, because {_measured.Select(row => row.Missing(figure)).FirstOrDefault(reason => reason is not null) ?? "nothing said why"}.");
            }
        }

        AddRatios();
    }

    private void AddRatios()
    {
        var plots = _plots.Ratios().ToList();
        if (plots.Count == 0)
        {
            return;
        }

        _page.Heading($"How many times as good as {comparison.Baseline}");
        _page.Remark("The line at 1 is the baseline; further right is better in every plot: less memory, time and energy, more states and steps. Small strokes: lowest and highest ratio within a round.");
        _page.Box("pair", () => plots.ForEach(plot => _page.Figure(plot, string.Empty, string.Empty)));
        _page.Remark($"Hollow: {BackendComparison.Claim}");
    }

    private void AddTable()
    {
        _page.Heading("Figures");
        string rounds = _measured.Length == 0 ? string.Empty : _measured.Max(row => row.Rounds.Length) > 1 ? "Medians of the rounds" : "One round";
        _page.Remark($"{rounds}{(comparison.BaselineRow is null ? string.Empty : $"; below them how many times as good as {comparison.Baseline}")}.");
        var rows = comparison.Rows.Select(row => ((string?)_plots.ColourOf(row), (IReadOnlyList<HtmlCell>)(row.IsMeasured
            ? [new HtmlCell(row.Request.Label), new HtmlCell(row.Request.Model ?? Absent), .. _figures.Select(figure => Cell(row, figure))]
            : [new HtmlCell(row.Request.Label), new HtmlCell($"not measured, because {row.State}: {row.Failure?.Reason}")])));
        if (comparison.BaselineRow is not null)
        {
            HtmlCell[] claims = [new("claimed, not measured"), new("1 bit"), .. _figures.Select(figure => new HtmlCell(figure.Claimed is { } claim ? $"{Axis.Label(claim)}×" : Absent))];
            rows = rows.Append((null, claims));
        }

        _page.Table(["backend", "model", .. _figures.Select(figure => figure.Title)], rows);
        _page.List(_measured.Select(row => $"{row.Request.Label}: {row.Rounds[0].Device}"));
    }

    private void AddSpread()
    {
        if (_measured.Length == 0 || _measured.Max(row => row.Rounds.Length) < 2)
        {
            return;
        }

        Figure[] figures = [.. _figures.Where(figure => figure.Direction != FigureDirection.Neither)];
        _page.Heading("Spread of the rounds");
        _page.Remark("(Highest − lowest) / median: a difference smaller than this is none.");
        _page.Table(
            ["backend", .. figures.Select(figure => figure.Title)],
            _measured.Select(row => ((string?)_plots.ColourOf(row), (IReadOnlyList<HtmlCell>)[new HtmlCell(row.Request.Label), .. figures.Select(figure => new HtmlCell(Numbers.Percent(Math.Round(row.Spread(figure), 3))))])));
    }

    private void AddNotes()
    {
        _page.Heading("How to read it");
        _page.List(
        [
            .. comparison.Absences(),
            comparison.BaselineRow is null ? $"There are no ratios: {comparison.Baseline} was not measured." : $"A ratio says how many times as good as {comparison.Baseline} a backend is.",
            "Every measurement had a process of its own; in each round every backend was measured once, one after the other.",
            "A time is that of one state alone, from its text to the greedy action (to the features, where actions vary from state to state), and includes some 30 ns of the clock.",
            "weights and peak are MiB; p99 is the 99th percentile of the column before it; states/s and train/s remember nothing; J/1000 is joules for 1,000 states.",
        ]);
    }

    private HtmlCell Cell(BackendRow row, Figure figure)
    {
        double median = row.Median(figure);
        if (!double.IsFinite(median))
        {
            return new HtmlCell(figure.Lack ?? Absent); // a meter that only some could read
        }

        double ratio = figure.ShowsRatio ? comparison.Ratio(row, figure) : double.NaN;
        return new HtmlCell(Figure.Show(median), double.IsFinite(ratio) ? $"{Figure.ShowRatio(ratio)}×" : null);
    }
}
