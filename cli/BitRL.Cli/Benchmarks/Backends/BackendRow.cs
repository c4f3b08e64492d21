using System.Collections.Immutable;

namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>What all rounds together say of one backend.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Rounds">What each round measured; empty where none did.</param>
/// <param name="Failure">Why it was not measured to the end, with an exit code; null where it was.</param>
internal sealed record BackendRow(BackendRequest Request, ImmutableArray<BackendFigures> Rounds, (int Code, string Reason)? Failure)
{
    /// <summary>Whether all rounds were measured.</summary>
    public bool IsMeasured => Failure is null && !Rounds.IsEmpty;

    /// <summary>"measured", "unavailable" (the backend cannot run here) or "failed".</summary>
    public string State => IsMeasured ? "measured" : Failure is { Code: ExitCode.BackendUnavailable } ? "unavailable" : "failed";

    /// <summary>The middle of the rounds; between the two middle ones where their number is even. NaN where there is none.</summary>
    public double Median(Figure figure)
    {
        double[] values = Values(figure);
        return values.Length == 0 ? double.NaN : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    /// <summary>Highest less lowest of the rounds, over the median; NaN for fewer than two rounds.</summary>
    public double Spread(Figure figure)
    {
        double[] values = Values(figure);
        return values.Length < 2 ? double.NaN : (values[^1] - values[0]) / Median(figure);
    }

    /// <summary>Why a figure is absent, or null where it is there.</summary>
    public string? Missing(Figure figure) => double.IsFinite(Median(figure)) ? null : Rounds.Select(round => round.Missing.GetValueOrDefault(figure.Key)).FirstOrDefault(reason => reason is not null);

    /// <summary>What the rounds measured, ascending; empty where there is none.</summary>
    public double[] Values(Figure figure)
    {
        double[] values = IsMeasured ? [.. Rounds.Select(round => round[figure]).Where(double.IsFinite)] : [];
        Array.Sort(values);
        return values;
    }
}
