using System.Globalization;
using System.Text;

namespace BitRL.Perf.Learning;

/// <summary>Turns the folder of a sweep (perf/learning/classic.yaml) into tables (Markdown, on stdout) and learning curves (SVG).</summary>
internal static class LearningCommand
{
    private static readonly string[] Order = ["mlp", "ternary", "twin", "random"];

    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length == 0 || !Directory.Exists(arguments[0]))
        {
            Console.Error.WriteLine("learning: give the folder of a sweep, and optionally a folder for the curves");
            return 2;
        }

        string folder = arguments[0];
        string? curves = arguments.Length > 1 ? arguments[1] : null;
        foreach (IGrouping<string, LearningRun> environment in LearningRun.ReadAll(folder).GroupBy(run => run.Environment))
        {
            Console.WriteLine(Table(environment));
            if (curves is not null)
            {
                Directory.CreateDirectory(curves);
                LearningCurves.Write(Path.Combine(curves, environment.Key + ".svg"), environment.Key, [.. environment]);
            }
        }

        return 0;
    }

    private static string Table(IGrouping<string, LearningRun> environment)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"### {environment.Key}\n");
        text.AppendLine("| encoder | seeds | steps | greedy return of each seed | mean ± std over seeds | steps/s of a run |");
        text.AppendLine("|---|---|---|---|---|---|");
        foreach (IGrouping<string, LearningRun> encoder in environment.GroupBy(run => run.Encoder).OrderBy(group => Rank(group.Key)))
        {
            LearningRun[] runs = [.. encoder];
            double[] returns = [.. runs.Select(run => run.FinalReturn)];
            double mean = returns.Average();
            double spread = Math.Sqrt(returns.Select(value => (value - mean) * (value - mean)).Sum() / Math.Max(1, returns.Length - 1));
            string each = string.Join(", ", returns.Select(value => value.ToString("F1", CultureInfo.InvariantCulture)));
            string speed = string.Create(CultureInfo.InvariantCulture, $"{runs.Min(run => run.StepsPerSecond):N0}–{runs.Max(run => run.StepsPerSecond):N0}");
            text.AppendLine(CultureInfo.InvariantCulture, $"| {encoder.Key} | {runs.Length} | {runs.Max(run => run.Steps):N0} | {each} | {mean:F1} ± {spread:F1} | {speed} |");
        }

        return text.ToString();
    }

    private static int Rank(string encoder) => Array.IndexOf(Order, encoder) is var index and >= 0 ? index : Order.Length;
}
