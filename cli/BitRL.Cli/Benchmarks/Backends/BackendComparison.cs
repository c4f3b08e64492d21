using System.Collections.Immutable;

namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>Backends side by side, each with its ratios to one of them.</summary>
/// <param name="Rows">In the order in which they were asked for.</param>
/// <param name="Baseline">The label of the row that others are compared with; the row may not have been measured.</param>
internal sealed record BackendComparison(ImmutableArray<BackendRow> Rows, string Baseline)
{
    /// <summary>FP16: what the paper compares with.</summary>
    public const string UsualBaseline = "torch-fp16";

    /// <summary>What the row of claims is.</summary>
    public const string Claim = "what the paper claims for 1-bit weights against FP16 on its own board: 6.2× memory, 12.6× latency, 4.3× energy. Nothing of it was measured here.";

    /// <summary>The row that others are compared with, or null where it was not measured.</summary>
    public BackendRow? BaselineRow => Rows.FirstOrDefault(row => row.Request.Label == Baseline && row.IsMeasured);

    /// <summary>How many times as good as the baseline a backend is; NaN where that means nothing.</summary>
    public double Ratio(BackendRow row, Figure figure) => BaselineRow is { } baseline ? figure.Ratio(row.Median(figure), baseline.Median(figure)) : double.NaN;

    /// <summary>Lowest and highest ratio of a backend to the baseline within one round; NaN for fewer than two rounds that have both.</summary>
    public (double Low, double High) RatioRange(BackendRow row, Figure figure)
    {
        double[] ratios = BaselineRow is { } baseline
            ? [.. row.Rounds.Zip(baseline.Rounds, (own, other) => figure.Ratio(own[figure], other[figure])).Where(double.IsFinite)]
            : [];
        return ratios.Length > 1 ? (ratios.Min(), ratios.Max()) : (double.NaN, double.NaN);
    }

    /// <summary>Why figures of measured backends are absent, a line a reason: "mlp: no prefix ms: it reads no text".</summary>
    public IEnumerable<string> Absences()
    {
        BackendRow[] measured = [.. Rows.Where(row => row.IsMeasured)];
        var absent = from figure in Figure.All
                     where !figure.IsTail
                     from row in measured
                     let reason = row.Missing(figure)
                     where reason is not null
                     group row.Request.Label by (What: figure.Lack ?? $"no {figure.Title}", Reason: reason);
        return absent.Select(labels => $"{(measured.Length > 1 && labels.Count() == measured.Length ? "all" : string.Join(", ", labels))}: {labels.Key.What}: {labels.Key.Reason}");
    }

    /// <summary>
    /// Measures: in every round each backend once, one after the other, so that what else the machine does meets all of them alike. A backend that failed is not
    /// tried again.
    /// </summary>
    /// <param name="requests">What to measure.</param>
    /// <param name="baseline">The label to compare with.</param>
    /// <param name="rounds">At least 1.</param>
    /// <param name="measure">Measures one backend once.</param>
    /// <param name="progress">Hears of every start and end.</param>
    /// <param name="cancellation">Stops early.</param>
    public static async Task<BackendComparison> MeasureAsync(
        IReadOnlyList<BackendRequest> requests,
        string baseline,
        int rounds,
        Func<BackendRequest, CancellationToken, Task<BackendFigures>> measure,
        IBackendComparisonObserver progress,
        CancellationToken cancellation)
    {
        BackendRow[] rows = [.. requests.Select(request => new BackendRow(request, [], request.Missing is { } why ? (ExitCode.BackendUnavailable, why) : null))];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                if (rows[i].Failure is null)
                {
                    progress.OnStarted(rows[i].Request, round);
                    rows[i] = await AddRoundAsync(rows[i], measure, cancellation);
                    progress.OnEnded(rows[i], round);
                }
            }
        }

        return new BackendComparison([.. rows], baseline);
    }

    private static async Task<BackendRow> AddRoundAsync(BackendRow row, Func<BackendRequest, CancellationToken, Task<BackendFigures>> measure, CancellationToken cancellation)
    {
        try
        {
            return row with { Rounds = row.Rounds.Add(await measure(row.Request, cancellation)) };
        }
        catch (Exception failure) when (failure is CommandException or InvalidDataException)
        {
            return row with { Failure = ((failure as CommandException)?.ExitCode ?? ExitCode.Unexpected, failure.Message) };
        }
    }
}
