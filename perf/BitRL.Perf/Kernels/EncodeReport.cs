using System.Diagnostics;
using System.Text;

namespace BitRL.Perf.Kernels;

/// <summary>A whole encode of the embedded backbone's shape on one worker, by variant and batch; best of many.</summary>
internal sealed record EncodeReport(IReadOnlyList<EncodeReport.Row> Rows)
{
    private static readonly (int Texts, int Tokens)[] Shapes = [(1, 14), (4, 14), (8, 14), (4, 50)];

    /// <summary>Measures.</summary>
    /// <param name="variants">Values for the setting <c>kernels</c>.</param>
    /// <param name="time">For each shape and variant.</param>
    public static EncodeReport Measure(string[] variants, TimeSpan time)
    {
        List<Row> rows = [];
        foreach ((int texts, int tokens) in Shapes)
        {
            foreach (string variant in variants)
            {
                rows.Add(Measure(variant, texts, tokens, ternary: true, time));
            }

            rows.Add(Measure(variants[0], texts, tokens, ternary: false, time));
        }

        return new EncodeReport(rows);
    }

    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.AppendLine("| texts × tokens | weights | kernels | µs a batch | µs a text | GMAC/s over all |");
        text.AppendLine("|---|---|---|---|---|---|");
        foreach (Row row in Rows)
        {
            text.AppendLine($"| {row.Texts} × {row.Tokens} | {row.Weights} | {row.Kernels} | {row.Microseconds:f1} | {row.Microseconds / row.Texts:f1} | {row.GmacPerSecond:f1} |");
        }

        return text.ToString();
    }

    private static Row Measure(string variant, int texts, int tokens, bool ternary, TimeSpan time)
    {
        using EncodeBench bench = new(variant, texts, tokens, ternary);
        double best = double.MaxValue;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            long from = Stopwatch.GetTimestamp();
            bench.Run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(from).TotalSeconds);
        }

        return new Row(variant, ternary ? "ternary" : "float32", texts, tokens, best * 1e6, bench.MultiplyAdds / best / 1e9);
    }

    /// <summary>One line of the table.</summary>
    internal sealed record Row(string Kernels, string Weights, int Texts, int Tokens, double Microseconds, double GmacPerSecond);
}
