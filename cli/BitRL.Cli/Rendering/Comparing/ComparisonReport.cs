using BitRL.Experiments.Comparison;
using Spectre.Console;

namespace BitRL.Cli.Rendering.Comparing;

/// <summary>A comparison in the terminal: curves side by side on common axes, then a table, environment by environment; then all of them.</summary>
internal static class ComparisonReport
{
    private const int ChartWidth = 26;
    private const int ChartHeight = 6;
    private const int Gap = 2;
    private static readonly Style Bold = new(decoration: Decoration.Bold);

    public static void Write(Terminal terminal, RunComparison comparison, ComparisonOptions options)
    {
        var console = terminal.Results;
        foreach (var environment in comparison.Environments)
        {
            console.WriteLine(environment.Environment, Bold);
            WriteCurves(console, environment);
            console.Write(Table(environment, options));
            console.WriteLine();
        }

        if (comparison.Overall.Length > 0)
        {
            console.WriteLine($"all environments, against {options.Baseline}", Bold);
            console.Write(Table(comparison));
            console.WriteLine();
        }

        foreach (string remark in comparison.Remarks)
        {
            console.WriteLine(remark);
        }

        console.WriteLine(options.Baseline is null
            ? "no ratios: --baseline NAME chooses the group that others are compared with"
            : $"ratio: (return − random) / ({options.Baseline} − random); in brackets the {Numbers.Percent(options.Confidence)} interval of {Numbers.Count(options.Resamples)} bootstrap resamples over seeds");
    }

    private static void WriteCurves(IAnsiConsole console, EnvironmentComparison environment)
    {
        if (CurveRange.Of(environment) is not { } range)
        {
            return;
        }

        string[] axis = Axis(range.Returns);
        int margin = axis.Max(label => label.Length) + 1;
        int across = Math.Max(1, (console.Profile.Width - margin) / (ChartWidth + Gap));
        foreach (var row in environment.Groups.Chunk(across))
        {
            string[][] charts = [.. row.Select(group => BrailleChart.Draw(group.Curve, ChartWidth, ChartHeight, range.Steps, range.Returns))];
            console.WriteLine(new string(' ', margin) + string.Concat(row.Select(group => Fit(group.Label))), new Style(Color.Aqua));
            for (int line = 0; line < ChartHeight; line++)
            {
                console.WriteLine(axis[line].PadLeft(margin - 1) + " " + string.Concat(charts.Select(chart => chart[line] + new string(' ', Gap))));
            }
        }

        console.WriteLine($"{new string(' ', margin)}0 to {Numbers.Count(range.Steps.To)} steps; {Texts.Curves(environment)}, mean over seeds", new Style(Color.Grey));
    }

    private static string[] Axis((double From, double To) returns)
    {
        var axis = new string[ChartHeight];
        Array.Fill(axis, string.Empty);
        axis[0] = Texts.Return(returns.To);
        axis[^1] = Texts.Return(returns.From);
        return axis;
    }

    private static string Fit(string label) => (label.Length > ChartWidth ? label[..(ChartWidth - 1)] + "…" : label).PadRight(ChartWidth + Gap);

    private static Table Table(EnvironmentComparison environment, ComparisonOptions options)
    {
        var table = Tables.Make("group", "seeds#", "return#", "middle half#", "lowest#", "highest#", "ratio#", "plain ratio#", "steps/s#", "MiB#");
        foreach (var group in environment.Groups)
        {
            bool isBaseline = group.Label == options.Baseline;
            bool any = !group.Finals.IsEmpty;
            table.Row(
                group.Label,
                Texts.Seeds(group),
                Texts.Return(group),
                Texts.Return(group.InterquartileMean),
                any ? Texts.Return(group.Finals.Min()) : "–",
                any ? Texts.Return(group.Finals.Max()) : "–",
                isBaseline && group.Ratio is not null ? "1 (baseline)" : Texts.Interval(group.Ratio),
                group.PlainRatio is { } plain ? Numbers.Fixed(plain, 3) : "–",
                Texts.Speed(group),
                Texts.Memory(group));
        }

        if (environment.RandomReturn is { } random)
        {
            table.Row("random policy", string.Empty, Texts.Return(random), string.Empty, string.Empty, string.Empty, "0", string.Empty, string.Empty, string.Empty);
        }

        return table;
    }

    private static Table Table(RunComparison comparison)
    {
        var table = Tables.Make("group", "environments#", "geometric mean of ratios#", "middle half of all scores#", string.Empty);
        foreach (var overall in comparison.Overall)
        {
            string note = overall.Floored > 0 ? $"{overall.Floored} ratios under 1% count as 1%" : string.Empty;
            table.Row(overall.Label, $"{overall.Environments}", Texts.Interval(overall.Geometric), Texts.Interval(overall.Interquartile), note);
        }

        return table;
    }
}
