using BitRL.Agent.Configuration;
using BitRL.Agent.Encoders;
using BitRL.Agent.Tests.Fakes;
using BitRL.Agent.Training;
using BitRL.Ppo;

namespace BitRL.Agent.Tests.Training;

/// <summary>The real learner through the real loop.</summary>
public sealed class LearningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("raw")]
    [InlineData("text")]
    [InlineData("both")]
    public async Task PpoLearnsTheWalk(string encoders)
    {
        RunResult result = await Walk.RunAsync(Configuration, _folder.At("run"), Components(encoders));

        // Walking right reaches +1 in about four steps: 0.96. Walking at random gives about -0.05.
        result.EvalReturnMean.ShouldBeGreaterThan(0.9);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task PpoResumedAfterAKillEndsWithTheSameNumbers(int updates)
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
        await Walk.RunAsync(configuration, _folder.At("whole"), Components("both"), observer);
        await Walk.ResumeAsync(configuration, _folder.At("killed"), Components("both"));
        Walk.Numbers(_folder.At("killed")).ShouldBe(Walk.Numbers(_folder.At("whole")));
    }

    private static RunConfiguration Configuration => Walk.Configuration with
    {
        Trainer = "ppo",
        Steps = 4_096,
        EvaluationInterval = 1_000,
        TrainerSettings = Walk.Configuration.TrainerSettings.AddRange(
            [new("rollout", "512"), new("policy-hidden", "16"), new("value-hidden", "16"), new("policy-lr", "0.003")]),
    };

    private static RunComponents Components(string encoders)
    {
        var provider = new WalkProvider();
        var trainer = new PpoTrainerProvider();
        return encoders switch
        {
            "raw" => Walk.Components(new RawEncoder(provider.Descriptor), environment: provider, trainer: trainer),
            "text" => Walk.Components(new TextEncoder(), environment: provider, trainer: trainer),
            _ => Walk.Components(new TextEncoder(), new RawEncoder(provider.Descriptor), environment: provider, trainer: trainer),
        };
    }
}
