using ScottPlot;

namespace BitRL.Perf.Learning;

/// <summary>Draws greedy return against steps: the mean over seeds as a line, each seed as a faint one.</summary>
internal static class LearningCurves
{
    private static readonly Dictionary<string, Color> Colours = new(StringComparer.Ordinal)
    {
        ["mlp"] = Colors.Gray,
        ["ternary"] = Color.FromHex("#1f77b4"),
        ["ternary-10-epochs"] = Color.FromHex("#9467bd"),
        ["ternary-raw-critic"] = Color.FromHex("#ff7f0e"),
        ["twin"] = Color.FromHex("#2ca02c"),
        ["random"] = Color.FromHex("#d62728"),
    };

    public static void Write(string path, string title, LearningRun[] runs)
    {
        using var plot = new Plot();
        plot.Title(title + ": greedy return during training");
        plot.XLabel("environment steps");
        plot.YLabel("mean return of 20 greedy episodes");
        foreach (IGrouping<string, LearningRun> encoder in runs.GroupBy(run => run.Encoder))
        {
            Color colour = Colours.GetValueOrDefault(encoder.Key, Colors.Black);
            foreach (LearningRun run in encoder)
            {
                Add(plot, run.Curve, colour.WithAlpha(0.25), 1);
            }

            int length = encoder.Min(run => run.Curve.Length);
            var mean = new (long Steps, double Return)[length];
            for (int i = 0; i < length; i++)
            {
                mean[i] = (encoder.First().Curve[i].Steps, encoder.Average(run => run.Curve[i].Return));
            }

            Add(plot, mean, colour, 3).LegendText = $"{encoder.Key} ({encoder.Count()} seeds)";
        }

        plot.ShowLegend(Alignment.LowerRight);
        plot.SaveSvg(path, 900, 480);
    }

    private static ScottPlot.Plottables.Scatter Add(Plot plot, (long Steps, double Return)[] curve, Color colour, float width)
    {
        ScottPlot.Plottables.Scatter line = plot.Add.ScatterLine(curve.Select(point => (double)point.Steps).ToArray(), curve.Select(point => point.Return).ToArray(), colour);
        line.LineWidth = width;
        return line;
    }
}
