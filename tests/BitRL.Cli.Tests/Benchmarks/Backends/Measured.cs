using BitRL.Cli.Benchmarks.Backends;

namespace BitRL.Cli.Tests.Benchmarks.Backends;

/// <summary>Comparisons of backends whose figures are known.</summary>
internal static class Measured
{
    /// <summary>Figures of one round: all but energy.</summary>
    public static BackendFigures Figures(double cold = 1, double states = 100) => new()
    {
        Backend = "b",
        Model = "m",
        Device = "d",
        Batch = 8,
        Acts = true,
        ColdTokens = 16,
        PrefixTokens = 13,
        Values = Figure.All.Where(figure => figure != Figure.Energy).ToDictionary(figure => figure.Key, figure => figure == Figure.ColdMedian ? cold : figure == Figure.States ? states : 7),
        Missing = new Dictionary<string, string> { [Figure.Energy.Key] = "no counter" },
    };

    /// <summary>Runs the rounds; the baseline is "fp16".</summary>
    /// <param name="rounds">How many.</param>
    /// <param name="measure">Figures by label and round.</param>
    /// <param name="labels">The backends.</param>
    /// <param name="calls">Gets the label of every measurement, or null.</param>
    public static Task<BackendComparison> CompareAsync(int rounds, Func<string, int, BackendFigures> measure, string[] labels, ICollection<string>? calls = null)
    {
        var seen = new Dictionary<string, int>();
        return BackendComparison.MeasureAsync(
            [.. labels.Select(label => new BackendRequest(label, label, "m", Missing: null))],
            "fp16",
            rounds,
            (request, _) =>
            {
                calls?.Add(request.Label);
                int round = seen.GetValueOrDefault(request.Label);
                seen[request.Label] = round + 1;
                return Task.FromResult(measure(request.Label, round));
            },
            new Silent(),
            CancellationToken.None);
    }

    private sealed class Silent : IBackendComparisonObserver
    {
        public void OnStarted(BackendRequest request, int round)
        {
        }

        public void OnEnded(BackendRow row, int round)
        {
        }
    }
}
