using System.Collections.Immutable;
using System.Text.Json;
using BitRL.Agent.Checkpoints;
using BitRL.Agent.Configuration;
using BitRL.Agent.Encoders;
using BitRL.Agent.Evaluation;
using BitRL.Agent.Folders;
using BitRL.Agent.Tests.Fakes;
using BitRL.Agent.Training;

namespace BitRL.Agent.Tests.Training;

public sealed class TrainingRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ARunTakesItsStepsAndTellsItsStory()
    {
        var observer = new Observer();
        var trainers = new TallyProvider();
        var provider = new WalkProvider();
        RunResult result = await Walk.RunAsync(Walk.Configuration, _folder.At("run"), Walk.Components(environment: provider, trainer: trainers), observer);

        result.Steps.ShouldBe(3_000);
        result.Updates.ShouldBe(3_000 / 64);
        observer.Updates.Count.ShouldBe(46);
        observer.Evaluations.Select(e => e.Steps).ShouldBe([500, 1000, 1500, 2000, 2500, 3000, 3000]);
        observer.Evaluations.Count(e => e.IsFinal).ShouldBe(1);
        observer.Checkpoints.Count.ShouldBe(16);
        trainers.Made.Single().Problems.ShouldBeEmpty();
        trainers.Made.Single().IsDisposed.ShouldBeTrue();
        provider.Made.ShouldAllBe(e => e.IsDisposed);
        string[] metrics = File.ReadAllLines(_folder.At("run", "metrics.csv"));
        metrics[0].ShouldBe("update,steps,episodes,mean_return,mean_length,tally,reward_sum,steps_per_second,elapsed_seconds");
        metrics.Length.ShouldBe(47);
        metrics.ShouldAllBe(line => line.Split(',').Length == 9);
        string[] episodes = File.ReadAllLines(_folder.At("run", "episodes.csv"));
        episodes.Length.ShouldBe((int)result.Episodes + 1);
        RunFolder.HoldsRun(_folder.At("run")).ShouldBeTrue();
        Directory.GetFiles(_folder.Path, "*.tmp", SearchOption.AllDirectories).ShouldBeEmpty();
        File.Exists(_folder.At("run", "run.lock")).ShouldBeTrue();
    }

    [Fact]
    public async Task MeanReturnIsThatOfTheLastHundredEpisodes()
    {
        await Walk.RunAsync(Walk.Configuration, _folder.At("run"));
        string[][] episodes = [.. File.ReadAllLines(_folder.At("run", "episodes.csv")).Skip(1).Select(l => l.Split(','))];
        foreach (string[] row in File.ReadAllLines(_folder.At("run", "metrics.csv")).Skip(1).Select(l => l.Split(',')))
        {
            string[][] before = [.. episodes.Where(e => long.Parse(e[0]) <= long.Parse(row[1]))];
            before.Length.ShouldBe(int.Parse(row[2]));
            double.Parse(row[3]).ShouldBe(before.TakeLast(100).Average(e => double.Parse(e[3])), 1e-12);
            double.Parse(row[4]).ShouldBe(before.TakeLast(100).Average(e => double.Parse(e[4])), 1e-12);
        }
    }

    [Fact]
    public async Task TheResultIsOneLineOfJsonWithThePromisedNames()
    {
        RunResult result = await Walk.RunAsync(Walk.Configuration, _folder.At("run"));
        string line = result.ToJson();
        line.ShouldNotContain("\n");
        using JsonDocument json = JsonDocument.Parse(line);
        string[] promised =
        [
            "env", "backend", "model", "seed", "steps", "steps_per_second", "eval_return_mean", "eval_return_std", "eval_episodes",
            "memo_hit_rate", "tokens_per_step", "encode_ms_p50", "encode_ms_p99", "peak_rss_mb",
        ];
        foreach (string name in promised)
        {
            json.RootElement.TryGetProperty(name, out _).ShouldBeTrue(name);
        }

        json.RootElement.GetProperty("env").GetString().ShouldBe("Walk-v0");
        json.RootElement.GetProperty("eval_episodes").GetInt32().ShouldBe(10);
        json.RootElement.GetProperty("peak_rss_mb").GetDouble().ShouldBeInRange(10, 100_000);
        json.RootElement.GetProperty("encode_ms_p50").GetDouble().ShouldBeGreaterThan(0);
        json.RootElement.GetProperty("encode_ms_p99").GetDouble().ShouldBeGreaterThanOrEqualTo(json.RootElement.GetProperty("encode_ms_p50").GetDouble());

        // Four tokens a state; the first states and those that were cut off come on top of one state a step; evaluations do not count.
        result.TokensPerStep.ShouldBeInRange(4.0, 4.3);
        (result with { EvalReturnMean = double.NaN }).ToJson().ShouldContain("\"eval_return_mean\":null");
        File.ReadAllText(_folder.At("run", "result.json")).Trim().ShouldBe(line);
    }

    [Fact]
    public async Task EvaluationsDuringTrainingDoNotDisturbIt()
    {
        await Walk.RunAsync(Walk.Configuration, _folder.At("with"));
        await Walk.RunAsync(Walk.Configuration with { EvaluationInterval = 0 }, _folder.At("without"));
        File.ReadAllText(_folder.At("with", "episodes.csv")).ShouldBe(File.ReadAllText(_folder.At("without", "episodes.csv")));
        File.ReadAllText(_folder.At("with", "evaluation.json")).ShouldBe(File.ReadAllText(_folder.At("without", "evaluation.json")));
    }

    [Fact]
    public async Task ASavedAgentEvaluatesToWhatItsRunSaid()
    {
        RunResult result = await Walk.RunAsync(Walk.Configuration, _folder.At("run"));
        AgentCheckpoint checkpoint = AgentCheckpoint.Read(RunFolder.LastCheckpointPathOf(_folder.At("run")));
        EvaluationResult evaluation = await AgentEvaluation.EvaluateAsync(checkpoint, Walk.Components(), 10, seed: 7, default);
        evaluation.Mean.ShouldBe(result.EvalReturnMean);
        evaluation.ToJson().ShouldBe(File.ReadAllText(_folder.At("run", "evaluation.json")));
        await Should.ThrowAsync<CheckpointMismatchException>(() => AgentEvaluation.EvaluateAsync(checkpoint, Walk.Components(policy: new TextEncoder("other")), 10, 7, default));
    }

    [Fact]
    public async Task TheManifestAndTheConfigurationSayWhatWasRun()
    {
        await Walk.RunAsync(Walk.Configuration with { Steps = 100 }, _folder.At("run"));
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(_folder.At("run", "manifest.json")));
        manifest.RootElement.GetProperty("schema_hash").GetString().ShouldBe("0123456789abcdef");
        manifest.RootElement.GetProperty("command").GetString().ShouldBe("bitrl run --env Walk-v0");
        manifest.RootElement.GetProperty("models").GetProperty("tiny.gguf").GetString().ShouldBe("00ff");
        manifest.RootElement.GetProperty("processor").GetString().ShouldNotBeNullOrWhiteSpace();
        var builder = new ConfigurationBuilder();
        builder.AddFile(RunFolder.ConfigurationPathOf(_folder.At("run")));
        RunConfiguration read = builder.Build();
        read.TrainerSettings["rollout"].ShouldBe("64", "defaults are written out");
        (read with { TrainerSettings = Walk.Configuration.TrainerSettings, EnvironmentSettings = Walk.Configuration.EnvironmentSettings, Encoder = Walk.Configuration.Encoder })
            .ShouldBe(Walk.Configuration with { Steps = 100 });
    }

    [Fact]
    public async Task ARunWithoutAFolderWritesNothingAndStillMeasures()
    {
        using TrainingRun run = TrainingRun.Create(Walk.Configuration, Walk.Components(), folder: null);
        RunResult result = await run.RunAsync(RunObserver.None, default);
        result.StepsPerSecond.ShouldBeGreaterThan(0);
        result.Folder.ShouldBeNull();
    }

    [Theory]
    [InlineData("reward")]
    [InlineData("observation")]
    [InlineData("text")]
    public async Task WhatIsNotANumberEndsTheRunByNameAndKeepsTheCheckpoint(string kind)
    {
        const long Call = 400;
        WalkFaults faults = kind switch
        {
            "reward" => new WalkFaults(NaNRewardAtStep: Call),
            "observation" => new WalkFaults(NaNObservationAtStep: Call),
            _ => new WalkFaults(NaNTextAtStep: Call),
        };
        var provider = new WalkProvider(faults: faults);
        RunComponents components = Walk.Components(kind == "observation" ? new RawEncoder(provider.Descriptor) : null, environment: provider);
        var e = await Should.ThrowAsync<RunFaultException>(() => Walk.RunAsync(Walk.Configuration, _folder.At("run"), components));
        e.Message.ShouldContain("NaN");
        e.Message.ShouldContain("checkpoint is kept");
        AgentCheckpoint.Read(_folder.At("run", "checkpoints", "last.bitrl")).Header.Steps.ShouldBeInRange(1_000, Call * 4);
    }

    [Fact]
    public async Task SettingsThatAProviderRefusesAreNamed()
    {
        RunConfiguration wrong = Walk.Configuration with { TrainerSettings = Walk.Configuration.TrainerSettings.Add("rollout", "many") };
        (await Should.ThrowAsync<ConfigurationException>(() => Walk.RunAsync(wrong, _folder.At("a")))).Message.ShouldContain("rollout is many");
        wrong = Walk.Configuration with { EnvironmentSettings = Walk.Configuration.EnvironmentSettings.Add("slope", "3") };
        (await Should.ThrowAsync<ConfigurationException>(() => Walk.RunAsync(wrong, _folder.At("b")))).Message.ShouldContain("slope is 3");
    }

    [Fact]
    public async Task TwoEncodersGiveTheSameRunWhetherTheyAnswerAtOnceOrLater()
    {
        await Walk.RunAsync(Walk.Configuration, _folder.At("now"), Walk.Components(new TextEncoder("a"), new TextEncoder("b")));
        await Walk.RunAsync(Walk.Configuration, _folder.At("later"), Walk.Components(new TextEncoder("a", asynchronous: true), new TextEncoder("b", asynchronous: true)));
        (await Walk.RunAsync(Walk.Configuration, _folder.At("two"), Walk.Components(new TextEncoder("a"), new TextEncoder("b")))).TokensPerStep.ShouldBeInRange(8.0, 8.6, "both count");
        Walk.Numbers(_folder.At("later")).ShouldBe(Walk.Numbers(_folder.At("now")));
    }

    [Fact]
    public async Task SettingsForEvaluationsOnlyHoldInEvaluationsOnly()
    {
        var provider = new WalkProvider();
        RunConfiguration configuration = Walk.Configuration with { EvaluationInterval = 0, EvaluationSettings = ImmutableSortedDictionary<string, string>.Empty.Add("slope", "2") };
        await Walk.RunAsync(configuration, _folder.At("run"), Walk.Components(environment: provider));
        provider.Slopes[0].ShouldBe("0", "training is the first that asks");
        provider.Slopes[1..].ShouldAllBe(slope => slope == "2");

        var other = new WalkProvider();
        AgentCheckpoint checkpoint = AgentCheckpoint.Read(RunFolder.LastCheckpointPathOf(_folder.At("run")));
        await AgentEvaluation.EvaluateAsync(checkpoint, Walk.Components(environment: other), 3, seed: 1, default, environmentSettings: ImmutableSortedDictionary<string, string>.Empty.Add("slope", "0"));
        other.Slopes.ShouldAllBe(slope => slope == "0", "what the caller says wins over the run");
    }

    [Fact]
    public async Task SettingsThatEvaluationsCannotHaveAreRefusedBeforeTheFirstStep()
    {
        RunConfiguration configuration = Walk.Configuration with { EvaluationSettings = ImmutableSortedDictionary<string, string>.Empty.Add("slope", "1") };

        ConfigurationException refused = await Should.ThrowAsync<ConfigurationException>(() => Walk.RunAsync(configuration, _folder.At("run")));

        refused.Message.ShouldContain("slope is 1");
        File.Exists(RunFolder.LastCheckpointPathOf(_folder.At("run"))).ShouldBeFalse();
    }

    [Fact]
    public async Task TwoEncodersSideBySideGiveTheSameRunAsOneAfterTheOther()
    {
        await Walk.RunAsync(Walk.Configuration, _folder.At("after"), Walk.Components(new TextEncoder("policy"), new TextEncoder("critic")));
        await Walk.RunAsync(Walk.Configuration, _folder.At("beside"), Walk.Components(new TextEncoder("policy"), new TextEncoder("critic")) with { EncodesSideBySide = true });

        Walk.Numbers(_folder.At("beside")).ShouldBe(Walk.Numbers(_folder.At("after")));
    }

    [Fact]
    public async Task ASavedAgentActsWithoutItsCritic()
    {
        RunResult result = await Walk.RunAsync(Walk.Configuration, _folder.At("run"), Walk.Components(critic: new RawEncoder(new WalkProvider().Descriptor)));
        AgentCheckpoint checkpoint = AgentCheckpoint.Read(RunFolder.LastCheckpointPathOf(_folder.At("run")));

        EvaluationResult again = await AgentEvaluation.EvaluateAsync(checkpoint, Walk.Components(), Walk.Configuration.EvaluationEpisodes, Walk.Configuration.Seed, default);

        again.Mean.ShouldBe(result.EvalReturnMean);
        await Should.ThrowAsync<CheckpointMismatchException>(() => AgentEvaluation.EvaluateAsync(checkpoint, Walk.Components(new TextEncoder("other")), 1, 0, default));
    }
}
