using System.Diagnostics;
using System.Text;
using BitRL.Backend.Conformance.Ceilings;

namespace BitRL.Perf.Kernels;

/// <summary>Ternary products of every variant on one core, interleaved with the ceiling so that clock changes and neighbours hit all alike; best of many.</summary>
internal sealed record ProductReport(string Machine, string Instructions, double CeilingGmacPerSecond, double NarrowCeilingGmacPerSecond, IReadOnlyList<ProductReport.Row> Rows)
{
    /// <summary>What is measured unless the command line says otherwise.</summary>
    public static readonly (int Tokens, int Inputs, int Outputs)[] DefaultShapes =
    [
        (32, 2560, 2560), (32, 2560, 6912), (32, 6912, 2560), (16, 2560, 2560), (8, 2560, 2560), (1, 2560, 2560), (14, 128, 256), (56, 128, 256), (112, 256, 128),
    ];

    /// <summary>Measures.</summary>
    /// <param name="variants">Values for the setting <c>kernels</c>.</param>
    /// <param name="shapes">Tokens, inputs and outputs of each product.</param>
    /// <param name="time">For each shape and variant.</param>
    public static ProductReport Measure(string[] variants, (int Tokens, int Inputs, int Outputs)[] shapes, TimeSpan time)
    {
        double ceiling = 0;
        double narrow = 0;
        List<Row> rows = [];
        string instructions = "";
        foreach ((int tokens, int inputs, int outputs) in shapes)
        {
            foreach (string variant in variants)
            {
                if (variant == "scalar" && (long)tokens * inputs * outputs > 10_000_000)
                {
                    continue;
                }

                using ProductBench bench = new(variant, tokens, inputs, outputs);
                double best = double.MaxValue;
                long start = Stopwatch.GetTimestamp();
                while (Stopwatch.GetElapsedTime(start) < time)
                {
                    CeilingMeasurement now = KernelCeiling.Measure(5);
                    instructions = now.Instructions;
                    ceiling = Math.Max(ceiling, now.GigaMultiplyAddsPerSecond);
                    narrow = Math.Max(narrow, KernelCeiling.MeasureNarrow(5)?.GigaMultiplyAddsPerSecond ?? 0);
                    best = Math.Min(best, BestOf(bench, Math.Max(4, (int)(4e8 / bench.MultiplyAdds))));
                }

                rows.Add(new Row(variant, tokens, inputs, outputs, bench.MultiplyAdds / best / 1e9));
            }
        }

        return new ProductReport(Machine: MachineDescription.Read(), instructions, ceiling, narrow, rows);
    }

    public string ToMarkdown()
    {
        StringBuilder text = new();
        text.AppendLine($"Ceiling of one core, {Instructions}: **{CeilingGmacPerSecond:f0} GMAC/s**; the 256-bit pair: {NarrowCeilingGmacPerSecond:f0}. {Machine}.");
        text.AppendLine();
        text.AppendLine("| tokens × inputs → outputs | kernels | GMAC/s | share of the ceiling | share of the 256-bit ceiling |");
        text.AppendLine("|---|---|---|---|---|");
        foreach (Row row in Rows)
        {
            double speed = row.GmacPerSecond;
            text.AppendLine($"| {row.Tokens} × {row.Inputs} → {row.Outputs} | {row.Kernels} | {speed:f1} | {speed / CeilingGmacPerSecond:p0} | {speed / NarrowCeilingGmacPerSecond:p0} |");
        }

        return text.ToString();
    }

    /// <summary>Seconds of the fastest run of a burst.</summary>
    private static double BestOf(ProductBench bench, int runs)
    {
        double best = double.MaxValue;
        for (int i = 0; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            bench.Run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    /// <summary>One line of the table.</summary>
    internal sealed record Row(string Kernels, int Tokens, int Inputs, int Outputs, double GmacPerSecond);
}
