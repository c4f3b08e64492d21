using System.Collections.Immutable;
using BitRL.Agent.Configuration;
using BitRL.Agent.Folders;
using BitRL.Agent.Training;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Tests.Fakes;

/// <summary>Runs of the walk.</summary>
internal static class Walk
{
    public static RunConfiguration Configuration => new()
    {
        Environment = "Walk-v0",
        Trainer = "tally",
        Steps = 3_000,
        EnvironmentCount = 4,
        Seed = 7,
        EvaluationEpisodes = 10,
        EvaluationInterval = 500,
        IntervalEpisodes = 3,
        CheckpointUpdates = 3,
        CheckpointPeriod = TimeSpan.FromHours(1),
    };

    public static RunComponents Components(IStateEncoder? policy = null, IStateEncoder? critic = null, IEnvironmentProvider? environment = null, ITrainerProvider? trainer = null, TimeProvider? time = null) => new()
    {
        Environment = environment ?? new WalkProvider(),
        PolicyEncoder = policy ?? new TextEncoder(),
        ValueEncoder = critic,
        Trainer = trainer ?? new TallyProvider(),
        Time = time ?? new LeapingTime(seconds: 1),
        CommandLine = "bitrl run --env Walk-v0",
        Models = ImmutableSortedDictionary<string, string>.Empty.Add("tiny.gguf", "00ff"),
    };

    public static async Task<RunResult> RunAsync(RunConfiguration configuration, string path, RunComponents? components = null, IRunObserver? observer = null, CancellationToken cancellationToken = default)
    {
        using RunFolder folder = RunFolder.Create(path);
        using TrainingRun run = TrainingRun.Create(configuration, components ?? Components(), folder);
        return await run.RunAsync(observer ?? RunObserver.None, cancellationToken);
    }

    public static async Task<RunResult> ResumeAsync(RunConfiguration configuration, string path, RunComponents? components = null, IRunObserver? observer = null, CancellationToken cancellationToken = default)
    {
        using RunFolder folder = RunFolder.Open(path);
        using TrainingRun run = TrainingRun.Resume(configuration, components ?? Components(), folder);
        return await run.RunAsync(observer ?? RunObserver.None, cancellationToken);
    }

    /// <summary>All that a run wrote and that does not depend on the wall clock.</summary>
    public static string Numbers(string folder)
    {
        string metrics = string.Join('\n', File.ReadLines(Path.Combine(folder, "metrics.csv")).Select(line => string.Join(',', line.Split(',')[..^2])));
        return string.Join("\n---\n", metrics, File.ReadAllText(Path.Combine(folder, "episodes.csv")), File.ReadAllText(Path.Combine(folder, "evaluations.csv")), File.ReadAllText(Path.Combine(folder, "evaluation.json")));
    }
}
