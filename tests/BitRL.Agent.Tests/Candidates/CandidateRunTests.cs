using BitRL.Agent.Candidates;
using BitRL.Agent.Checkpoints;
using BitRL.Agent.Configuration;
using BitRL.Agent.Encoders;
using BitRL.Agent.Evaluation;
using BitRL.Agent.Tests.Fakes;
using BitRL.Agent.Training;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;
using BitRL.Ppo;

namespace BitRL.Agent.Tests.Candidates;

/// <summary>Runs in an environment whose actions vary, through the real learner.</summary>
public sealed class CandidateRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("raw")]
    [InlineData("text")]
    [InlineData("later")]
    public async Task TheRightCandidateIsLearnedByTextAndByNumbers(string encoder)
    {
        RunResult result = await Walk.RunAsync(Configuration, _folder.At("run"), Components(encoder));

        // Walking right reaches +1 in about four steps: 0.96. Walking at random gives about 0.
        result.EvalReturnMean.ShouldBeGreaterThan(0.9);
        result.CandidatesPerStep!.Value.ShouldBeInRange(2.05, 2.4);
        result.CandidateEncodesPerStep!.Value.ShouldBe(encoder == "raw" ? 0 : 1.0 / Configuration.Steps, 1e-12, "of three texts two are encoded before the first step, which is not counted");
    }

    [Theory]
    [InlineData("raw", 2)]
    [InlineData("text", 5)]
    public async Task ResumedAfterAKillItEndsWithTheSameNumbers(string encoder, int updates)
    {
        var observer = new Observer
        {
            WhenUpdated = p =>
            {
                if (p.Updates == updates)
                {
                    TemporaryFolder.Copy(_folder.At("whole"), _folder.At("killed"));
                }
            },
        };
        RunConfiguration configuration = Configuration with { CheckpointUpdates = 1 };
        RunResult whole = await Walk.RunAsync(configuration, _folder.At("whole"), Components(encoder), observer);
        RunResult killed = await Walk.ResumeAsync(configuration, _folder.At("killed"), Components(encoder));
        Walk.Numbers(_folder.At("killed")).ShouldBe(Walk.Numbers(_folder.At("whole")));
        killed.CandidatesPerStep.ShouldBe(whole.CandidatesPerStep);
    }

    [Fact]
    public async Task ASavedAgentEvaluatesAsTheRunDid()
    {
        RunResult result = await Walk.RunAsync(Configuration, _folder.At("run"), Components("text"));
        AgentCheckpoint checkpoint = AgentCheckpoint.Read(_folder.At("run", "checkpoints", "last.bitrl"));
        EvaluationResult again = await AgentEvaluation.EvaluateAsync(checkpoint, Components("text"), Configuration.EvaluationEpisodes, Configuration.Seed, default);
        again.Mean.ShouldBe(result.EvalReturnMean);
    }

    [Fact]
    public async Task WhereActionsAreFixedTheResultSaysNothingOfCandidates()
    {
        RunResult result = await Walk.RunAsync(Walk.Configuration, _folder.At("run"));
        result.CandidatesPerStep.ShouldBeNull();
        result.ToJson().ShouldContain("\"candidates_per_step\":null");
    }

    [Fact]
    public void ATrainerThatCannotChooseAmongCandidatesIsRefused()
    {
        RunComponents components = Walk.Components(environment: new VariedWalk.Provider());
        Should.Throw<ConfigurationException>(() => TrainingRun.Create(Walk.Configuration, components, folder: null)).Message.ShouldContain("trainer 'tally' cannot");
    }

    [Fact]
    public void TheRandomPolicyTakesCandidatesOnly()
    {
        EvaluationResult result = RandomPolicy.Play(new VariedWalk.Provider(), new Dictionary<string, string>(StringComparer.Ordinal), 50, 1, default);
        result.Mean.ShouldBeInRange(-0.6, 0.7);
    }

    [Fact]
    public async Task EqualTextsAreEncodedOnceAndKeepTheirKey()
    {
        var encoder = new TextEncoder();
        using var environment = (VariedWalk)new VariedWalk.Provider().Create(new EnvironmentOptions { Count = 3 });
        environment.Reset([0, 1, 2], [1, 2, 3]);
        CandidateStage stage = CandidateStage.For(encoder, environment)!;
        await stage.EncodeAsync([0, 2], default);
        Check(stage.Current, 2, 4);
        await stage.EncodeAsync([0, 1, 2], default);
        Check(stage.Current, 3, 6);
        encoder.Asked.ShouldBe(new Dictionary<string, int> { ["x=1 t=0\n"] = 1, ["x=-1 t=0\n"] = 1 }, ignoreOrder: true);
        stage.Statistics.ShouldBe(new CandidateStatistics(10, 2));
        environment.CandidatesWritten.ShouldBe(10);

        static void Check(CandidateBatch batch, int states, int total)
        {
            batch.Starts.Length.ShouldBe(states + 1);
            batch.Starts[^1].ShouldBe(total);
            batch.Features.Length.ShouldBe(total * TextEncoder.Width);
            for (int i = 0; i < total; i++)
            {
                // every state offers right, then left
                batch.Features[i * TextEncoder.Width].ShouldBe(i % 2 == 0 ? 1 : -1);
                batch.Keys[i].ShouldBe(batch.Keys[i % 2]);
            }

            batch.Keys[0].ShouldNotBe(batch.Keys[1]);
        }
    }

    [Fact]
    public void ATableFindsWhatItHoldsAndNothingElse()
    {
        var table = new CandidateTable(width: 1, maxBytes: 8);
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < 5000; i++)
            {
                table.Intern(BitConverter.GetBytes((long)i * 3)).ShouldBe(i);
                table.Rows(i, 1).Span[0] = i;
            }

            for (int i = 0; i < 5000; i++)
            {
                int row = table.Intern(BitConverter.GetBytes((long)i * 3));
                row.ShouldBe(i);
                table.Features(row)[0].ShouldBe(i);
                table.Text(row).ToArray().ShouldBe(BitConverter.GetBytes((long)i * 3));
            }

            table.Count.ShouldBe(5000);
            table.Clear();
        }
    }

    private static RunConfiguration Configuration => Walk.Configuration with
    {
        Trainer = "ppo",
        Steps = 4_096,
        EvaluationInterval = 1_000,
        TrainerSettings = Walk.Configuration.TrainerSettings.AddRange(
            [new("rollout", "512"), new("policy-hidden", "16"), new("value-hidden", "16"), new("candidate-hidden", "8"), new("candidate-width", "8"), new("policy-lr", "0.003")]),
    };

    private static RunComponents Components(string encoder)
    {
        var provider = new VariedWalk.Provider();
        IStateEncoder policy = encoder == "raw" ? new RawEncoder(provider.Descriptor) : new TextEncoder(asynchronous: encoder == "later");
        return Walk.Components(policy, environment: provider, trainer: new PpoTrainerProvider());
    }
}
