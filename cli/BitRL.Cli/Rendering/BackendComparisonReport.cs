using BitRL.Cli.Benchmarks.Backends;
using Spectre.Console;

namespace BitRL.Cli.Rendering;

/// <summary>A comparison of backends for people: a table of medians with ratios, the spread of the rounds, and what is absent and why.</summary>
/// <param name="comparison">What was measured.</param>
/// <param name="setting">One line that says under what circumstances.</param>
internal sealed class BackendComparisonReport(BackendComparison comparison, string setting)
{
    private const string Absent = "–";
    private const string ClaimLabel = "claimed *";

    /// <summary>Writes it all.</summary>
    public void Write(IAnsiConsole output)
    {
        output.WriteLine(setting, new Style(decoration: Decoration.Bold));
        BackendRow[] measured = [.. comparison.Rows.Where(row => row.IsMeasured)];
        if (measured.Length > 0)
        {
            WriteFigures(output, measured);
            WriteSpread(output, measured);
        }

        WriteRemarks(output, measured);
    }

    private void WriteFigures(IAnsiConsole output, BackendRow[] measured)
    {
        bool hasRatios = comparison.BaselineRow is not null;
        string[] labels = [.. measured.Select(row => row.Request.Label), .. hasRatios ? [ClaimLabel] : Array.Empty<string>()];
        var columns = new List<string[]> { Column("model", measured.Select(row => row.Request.Model ?? Absent), hasRatios ? "1 bit" : null) };
        foreach (var figure in Figure.All)
        {
            string[] values = Column(figure.Title + "#", measured.Select(row => Value(row, figure)), hasRatios ? Absent : null);
            columns.Add(values);
            if (hasRatios && figure.ShowsRatio)
            {
                columns.Add(Column("×#", measured.Select(row => Times(comparison.Ratio(row, figure))), figure.Claimed is { } claimed ? $"{claimed}" : Absent));
            }
        }

        Tables.WriteInPieces(output, ["backend", .. labels], columns);
    }

    private static void WriteSpread(IAnsiConsole output, BackendRow[] measured)
    {
        if (measured.Max(row => row.Rounds.Length) < 2)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("spread of the rounds: (highest − lowest) / median");
        Tables.WriteInPieces(
            output,
            ["backend", .. measured.Select(row => row.Request.Label)],
            [.. Figure.All.Where(figure => figure.Direction != FigureDirection.Neither).Select(figure => Column(figure.Title + "#", measured.Select(row => Numbers.Percent(Math.Round(row.Spread(figure), 3)))))]);
    }

    private void WriteRemarks(IAnsiConsole output, BackendRow[] measured)
    {
        output.WriteLine();
        foreach (var row in comparison.Rows.Where(row => !row.IsMeasured))
        {
            output.WriteLine($"{row.Request.Label}: {row.State}: {row.Failure?.Reason}");
        }

        foreach (string absence in Absences(measured))
        {
            output.WriteLine(absence);
        }

        output.WriteLine(comparison.BaselineRow is null
            ? $"no ratios: {comparison.Baseline} was not measured; --baseline NAME compares with another"
            : $"×: how many times as good as {comparison.Baseline} (less memory, time and energy; more states and steps).");
        if (comparison.BaselineRow is not null)
        {
            output.WriteLine("* what the paper claims for 1-bit weights against FP16 on its own board: 6.2× memory, 12.6× latency, 4.3× energy. Nothing of it was measured here.");
        }
    }

    /// <summary>One line a reason: "mlp: no prefix ms, p99: it reads no text".</summary>
    private static IEnumerable<string> Absences(BackendRow[] measured)
    {
        var absent = from figure in Figure.All
                     where !figure.IsTail
                     from row in measured
                     let reason = row.Missing(figure)
                     where reason is not null
                     group row.Request.Label by (What: Lack(figure) ?? $"no {figure.Title}", Reason: reason);
        return absent.Select(labels => $"{(measured.Length > 1 && labels.Count() == measured.Length ? "all" : string.Join(", ", labels))}: {labels.Key.What}: {labels.Key.Reason}");
    }

    private static string[] Column(string title, IEnumerable<string> cells, string? last = null) => [title, .. cells, .. last is null ? [] : (string[])[last]];

    private static string Value(BackendRow row, Figure figure)
    {
        double median = row.Median(figure);
        return double.IsFinite(median) ? Figure.Show(median) : Lack(figure) ?? Absent;
    }

    // A machine without a meter is no fault of the backend: the cell says so.
    private static string? Lack(Figure figure) => figure == Figure.Energy ? "no meter" : figure == Figure.Temperature ? "no sensor" : null;

    private static string Times(double ratio) => Numbers.Fixed(ratio, ratio switch
    {
        >= 100 => 0,
        >= 10 => 1,
        _ => 2,
    });
}
