using System.Collections.Immutable;
using BitRL.Agent.Configuration;

namespace BitRL.Experiments.Comparison;

/// <summary>Runs compared, environment by environment and over all. Immutable.</summary>
/// <param name="Environments">By environment, in the order in which they were given.</param>
/// <param name="Overall">By label; empty without a baseline.</param>
/// <param name="Remarks">What a reader must know: unfinished runs, unequal steps, ratios that are not defined.</param>
public sealed record RunComparison(ImmutableArray<EnvironmentComparison> Environments, ImmutableArray<OverallComparison> Overall, ImmutableArray<string> Remarks)
{
    /// <summary>Compares runs.</summary>
    /// <exception cref="ConfigurationException">There is nothing to compare, the baseline is no label, or two runs are the same.</exception>
    public static RunComparison Of(IReadOnlyList<RecordedRun> runs, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(options);
        Check(runs, options);
        var remarks = ImmutableArray.CreateBuilder<string>();
        EnvironmentComparison[] environments = [.. runs.GroupBy(run => run.Configuration.Environment).Select(group => Gather(group.Key, [.. group], options, remarks))];
        if (options.Baseline is not { } baseline)
        {
            return new RunComparison([.. environments], [], remarks.ToImmutable());
        }

        var scored = environments.Select(environment => ScoredEnvironment.Of(environment, baseline, remarks)).ToList();
        var bootstrap = new Bootstrap(options, [.. scored.OfType<ScoredEnvironment>()]);
        var rated = environments.Select((environment, i) => scored[i] is { } known ? known.Rate(environment, bootstrap) : environment);
        return new RunComparison([.. rated], bootstrap.Overall(), remarks.ToImmutable());
    }

    private static EnvironmentComparison Gather(string environment, RecordedRun[] runs, ComparisonOptions options, ImmutableArray<string>.Builder remarks)
    {
        // A point each (an evaluation at the end only) is no curve.
        bool greedy = runs.All(run => !run.Evaluations.IsEmpty) && runs.Any(run => run.Evaluations.Length > 1);
        var groups = runs.GroupBy(run => run.Label).Select(group => new RunGroup
        {
            Environment = environment,
            Label = group.Key,
            Runs = [.. group.OrderBy(run => run.Configuration.Seed)],
            Finals = [.. group.OrderBy(run => run.Configuration.Seed).Where(run => run.IsFinished).Select(run => run.FinalReturn)],
            Curve = MeanCurve.Of(group.Select(run => greedy ? run.Evaluations : run.Training)),
        }).ToImmutableArray();
        if (runs.Count(run => !run.IsFinished) is var unfinished and > 0)
        {
            remarks.Add($"{environment}: {unfinished} of {runs.Length} runs have not ended; their curves are shown, the figures leave them out");
        }

        if (runs.Where(run => run.IsFinished).Select(run => run.Steps).Distinct().Count() > 1)
        {
            remarks.Add($"{environment}: the runs were not trained for equally many steps");
        }

        if (runs.Select(run => Settings(run.Configuration)).Distinct().Count() > 1)
        {
            remarks.Add($"{environment}: the runs have different settings of the environment; their returns may not mean the same");
        }

        return new EnvironmentComparison(environment, options.Baseline is null ? null : options.RandomReturn(runs[0].Configuration), greedy, groups);
    }

    private static string Settings(RunConfiguration configuration) => string.Join('|', configuration.EnvironmentSettings.SetItems(configuration.EvaluationSettings).Select(setting => $"{setting.Key}={setting.Value}"));

    private static void Check(IReadOnlyList<RecordedRun> runs, ComparisonOptions options)
    {
        if (runs.Count == 0)
        {
            throw new ConfigurationException("there are no runs in what was given; name run folders, or a folder of a sweep");
        }

        string[] labels = [.. runs.Select(run => run.Label).Distinct()];
        if (options.Baseline is { } baseline && !labels.Contains(baseline))
        {
            throw new ConfigurationException($"the baseline '{baseline}' is no group; there are {string.Join(", ", labels)}");
        }

        var twins = runs.GroupBy(run => (run.Configuration.Environment, run.Label, run.Configuration.Seed)).FirstOrDefault(group => group.Count() > 1)?.ToArray();
        if (twins is not null)
        {
            throw new ConfigurationException(
                $"'{twins[0].Folder}' and '{twins[1].Folder}' are both {twins[0].Configuration.Environment}, {twins[0].Label}, seed {twins[0].Configuration.Seed}; tell them apart as NAME=FOLDER");
        }
    }
}
