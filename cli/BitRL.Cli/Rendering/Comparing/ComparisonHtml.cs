using BitRL.Cli.Benchmarks;
using BitRL.Cli.Rendering.Plots;
using BitRL.Experiments.Comparison;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>A comparison of runs as one HTML file: curves, final returns, ratios, tables, and what the figures mean.</summary>
/// <param name="comparison">What was compared.</param>
/// <param name="options">How.</param>
/// <param name="origin">When and by which command.</param>
internal sealed class ComparisonHtml(RunComparison comparison, ComparisonOptions options, MeasurementOrigin origin)
{
    private readonly HtmlPage _page = new("Comparison of runs");
    private readonly Palette _palette = new(comparison.Environments.SelectMany(environment => environment.Groups.Select(group => group.Label)));

    /// <summary>Makes the page; once.</summary>
    public string Make()
    {
        _page.Facts(("made", $"{origin.Day}, {origin.Toolkit}"), ("command", origin.Command));
        if (comparison.Overall.Length > 0)
        {
            AddOverall();
        }

        foreach (var environment in comparison.Environments)
        {
            AddEnvironment(environment);
        }

        AddNotes();
        return _page.ToString();
    }

    private void AddOverall()
    {
        _page.Heading($"All environments, against {options.Baseline}");
        string interval = $"{Numbers.Percent(options.Confidence)} interval";
        _page.Box("pair", () =>
        {
            _page.Figure(
                IntervalPlot.Draw(options.Baseline!, [.. comparison.Overall.Select(overall => (overall.Label, overall.Geometric))], _palette), "Geometric mean of the ratios,", $"with its {interval}; further right is better.");
            _page.Figure(
                IntervalPlot.Draw(options.Baseline!, [.. comparison.Overall.Select(overall => (overall.Label, overall.Interquartile))], _palette), "Middle half of all scores,", $"with its {interval}.");
        });
        _page.Table(
            ["group", "environments", "geometric mean of ratios", "middle half of all scores", "ratios under 1%"],
            comparison.Overall.Select(overall => Row(overall.Label, $"{overall.Environments}", Texts.Interval(overall.Geometric), Texts.Interval(overall.Interquartile), $"{overall.Floored}")));
    }

    private void AddEnvironment(EnvironmentComparison environment)
    {
        _page.Heading(environment.Environment);
        var curves = CurveRange.Of(environment) is { } range ? new CurvePlot(environment, range, _palette) : null;
        _page.Box(curves is null ? "pair" : "beside", () =>
        {
            if (curves is not null)
            {
                _page.Figure(
                    curves.DrawAll(), "Learning curves:", $"{Texts.Curves(environment)}, mean over seeds{(curves.Groups.Count <= CurvePlot.MostBands ? "; band: from the lowest to the highest seed" : string.Empty)}.");
            }

            _page.Box("stack", () => AddFinals(environment));
        });
        if (curves is { Groups.Count: > 1 })
        {
            _page.Box("panels", () =>
            {
                foreach (var group in curves.Groups)
                {
                    _page.Figure(curves.DrawAlone(group), group.Label, $"{Texts.Seeds(group)} {(group.Runs.Length == 1 ? "seed" : "seeds")}: {Texts.Return(group)}");
                }
            });
            _page.Remark("Each group by itself: its seeds (thin), their mean (bold), from the lowest to the highest (band), and the means of the others behind it.");
        }

        AddTable(environment);
    }

    private void AddFinals(EnvironmentComparison environment)
    {
        _page.Figure(ReturnPlot.Draw(environment, _palette), "Final greedy return", "of each seed, and their mean.");
        var rated = environment.Groups.Where(group => group.Ratio is not null).Select(group => (group.Label, group.Ratio!.Value)).ToList();
        if (rated.Count > 0)
        {
            _page.Figure(IntervalPlot.Draw(options.Baseline!, rated, _palette), $"Ratio to {options.Baseline},", $"with its {Numbers.Percent(options.Confidence)} interval; further right is better.");
        }
    }

    private void AddTable(EnvironmentComparison environment)
    {
        _page.Table(
            ["group", "seeds", "return", "middle half", "ratio", "plain ratio", "steps/s", "MiB"],
            environment.Groups.Select(group => Row(
                group.Label,
                Texts.Seeds(group),
                Texts.Return(group),
                Texts.Return(group.InterquartileMean),
                group.Label == options.Baseline && group.Ratio is not null ? "1 (baseline)" : Texts.Interval(group.Ratio),
                group.PlainRatio is { } plain ? Numbers.Fixed(plain, 3) : "–",
                Texts.Speed(group),
                Texts.Memory(group))));
        if (environment.RandomReturn is { } random)
        {
            _page.Remark($"The random policy returns {Texts.Return(random)}.");
        }
    }

    private void AddNotes()
    {
        _page.Heading("How to read it");
        _page.List(comparison.Remarks);
        _page.List(["A return is the mean of the greedy episodes after training; ± is the standard deviation over seeds (n − 1). The middle half is the interquartile mean."]);
        if (options.Baseline is { } baseline)
        {
            _page.List(
            [
                $"A ratio is (return − random) / (return of {baseline} − random): 1 is as good as it, 0 as good as the random policy. The plain ratio leaves the random policy out and exists for positive returns only.",
                $"Intervals hold {Numbers.Percent(options.Confidence)} of {Numbers.Count(options.Resamples)} bootstrap resamples over seeds, seed {options.Seed}; with few seeds they are narrower than the truth.",
            ]);
        }

        _page.Heading("The runs were made with");
        _page.List(comparison.Environments.SelectMany(e => e.Groups).SelectMany(group => group.Runs).Select(run => run.Provenance).Where(text => text.Length > 0).Distinct());
    }

    private (string? Colour, IReadOnlyList<HtmlCell> Cells) Row(string label, params string[] cells) => (_palette.Of(label), [new HtmlCell(label), .. cells.Select(cell => new HtmlCell(cell))]);
}
