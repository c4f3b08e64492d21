using BitRL.Cli.Benchmarks.Backends;
using Spectre.Console;

namespace BitRL.Cli.Rendering.BackendComparing;

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

        WriteRemarks(output);
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
                columns.Add(Column("×#", measured.Select(row => Figure.ShowRatio(comparison.Ratio(row, figure))), figure.Claimed is { } claimed ? $"{claimed}" : Absent));
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

    private void WriteRemarks(IAnsiConsole output)
    {
        output.WriteLine();
        foreach (var row in comparison.Rows.Where(row => !row.IsMeasured))
        {
            output.WriteLine($"{row.Request.Label}: {row.State}: {row.Failure?.Reason}");
        }

        foreach (string absence in comparison.Absences())
        {
            output.WriteLine(absence);
        }

        output.WriteLine(comparison.BaselineRow is null
            ? $"no ratios: {comparison.Baseline} was not measured; --baseline NAME compares with another"
            : $"×: how many times as good as {comparison.Baseline} (less memory, time and energy; more states and steps).");
        if (comparison.BaselineRow is not null)
        {
            output.WriteLine($"* {BackendComparison.Claim}");
        }
    }

    private static string[] Column(string title, IEnumerable<string> cells, string? last = null) => [title, .. cells, .. last is null ? [] : (string[])[last]];

    private static string Value(BackendRow row, Figure figure)
    {
        double median = row.Median(figure);
        return double.IsFinite(median) ? Figure.Show(median) : figure.Lack ?? Absent;
    }
}
