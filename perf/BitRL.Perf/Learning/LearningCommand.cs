using System.Globalization;
using System.Text;

namespace BitRL.Perf.Learning;

/// <summary>Turns the folder of a sweep (perf/learning/classic.yaml) into tables (Markdown, on stdout) and learning curves (SVG).</summary>
internal static class LearningCommand
{
    private static readonly string[] Order = ["mlp", "ternary", "ternary-raw-critic", "ternary-10-epochs", "twin", "random"];

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
        string[] measures = [.. environment.SelectMany(run => run.Measures.Keys).Distinct().Order(StringComparer.Ordinal)];
        text.Append("| encoder | seeds | steps |").AppendJoin("", measures.Select(measure => $" {measure} of each seed | mean ± std |"));
        text.AppendLine(" greedy return of each seed | mean ± std over seeds | steps/s of a run |");
        text.Append("|---|---|---|").Insert(text.Length, "---|---|", measures.Length).AppendLine("---|---|---|");
        foreach (IGrouping<string, LearningRun> encoder in environment.GroupBy(run => run.Encoder).OrderBy(group => Rank(group.Key)))
        {
            LearningRun[] runs = [.. encoder];
            text.Append(CultureInfo.InvariantCulture, $"| {encoder.Key} | {runs.Length} | {runs.Max(run => run.Steps):N0} |");
            text.AppendJoin("", measures.Select(measure => Cells(runs.Select(run => run.Measures.GetValueOrDefault(measure, double.NaN)))));
            text.Append(Cells(runs.Select(run => run.FinalReturn)));
            text.AppendLine(CultureInfo.InvariantCulture, $" {runs.Min(run => run.StepsPerSecond):N0}–{runs.Max(run => run.StepsPerSecond):N0} |");
        }

        return text.ToString();
    }

    /// <summary>Two cells: the values, and their mean and sample deviation. Returns of tens need one digit, shares two or three.</summary>
    private static string Cells(IEnumerable<double> values)
    {
        double[] each = [.. values];
        double mean = each.Average();
        double spread = Math.Sqrt(each.Select(value => (value - mean) * (value - mean)).Sum() / Math.Max(1, each.Length - 1));
        string format = Math.Abs(mean) < 2 ? "F3" : "F1";
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $" {string.Join(", ", each.Select(Text))} | {Text(mean)} ± {Text(spread)} |";
    }

    private static int Rank(string encoder) => Array.IndexOf(Order, encoder) is var index and >= 0 ? index : Order.Length;
}
