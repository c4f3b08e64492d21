using System.Collections.Immutable;

namespace BitRL.Experiments.Comparison;

/// <summary>An environment in which ratios to the baseline are defined: the random policy's return is known, and the baseline is better than that.</summary>
/// <param name="Environment">Its id.</param>
/// <param name="Random">Mean return of the random policy.</param>
/// <param name="Baseline">Final returns of the baseline.</param>
/// <param name="Groups">Label and final returns of every group with a finished run.</param>
internal sealed record ScoredEnvironment(string Environment, double Random, ImmutableArray<double> Baseline, ImmutableArray<(string Label, ImmutableArray<double> Finals)> Groups)
{
    /// <summary>Scores an environment, or says in a remark why there are no ratios and gives null.</summary>
    public static ScoredEnvironment? Of(EnvironmentComparison environment, string baseline, ImmutableArray<string>.Builder remarks)
    {
        var finals = environment.Groups.FirstOrDefault(group => group.Label == baseline)?.Finals ?? [];
        string? missing = finals.IsEmpty ? $"the baseline '{baseline}' has no finished run"
            : environment.RandomReturn is null ? "the return of the random policy is not known (--random-return gives it)"
            : Statistics.Mean(finals.AsSpan()) <= environment.RandomReturn ? $"the baseline '{baseline}' is no better than the random policy"
            : null;
        if (missing is null)
        {
            return new ScoredEnvironment(
                environment.Environment,
                environment.RandomReturn!.Value,
                finals,
                [.. environment.Groups.Where(group => !group.Finals.IsEmpty).Select(group => (group.Label, group.Finals))]);
        }

        remarks.Add($"{environment.Environment}: no ratios, because {missing}");
        return null;
    }

    /// <summary>The environment with ratios.</summary>
    public EnvironmentComparison Rate(EnvironmentComparison environment, Bootstrap bootstrap)
    {
        double reference = Statistics.Mean(Baseline.AsSpan());
        return environment with
        {
            Groups = [.. environment.Groups.Select(group => group.Finals.IsEmpty ? group : group with
            {
                Ratio = bootstrap.Ratio(Environment, group.Label),
                PlainRatio = group.Mean > 0 && reference > 0 ? group.Mean / reference : null,
            })],
        };
    }
}
