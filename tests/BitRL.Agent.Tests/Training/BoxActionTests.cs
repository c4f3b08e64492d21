using BitRL.Agent.Configuration;
using BitRL.Agent.Encoders;
using BitRL.Agent.Tests.Fakes;
using BitRL.Agent.Training;
using BitRL.Contracts.Environments;
using BitRL.Ppo;

namespace BitRL.Agent.Tests.Training;

public sealed class BoxActionTests
{
    /// <summary>A Gaussian policy of deviation 1 leaves both sides of such a box at once; what it draws reaches the edge and never goes beyond, in training and evaluation.</summary>
    [Fact]
    public async Task TheEnvironmentSeesActionsOfItsBoxOnlyAndItsWarningsAreHeard()
    {
        BoxProvider provider = new();
        Observer observer = new();
        RunConfiguration configuration = Walk.Configuration with { Environment = "Box-v0", Trainer = "ppo", Steps = 400, EvaluationInterval = 0 };
        RunComponents components = Walk.Components(new RawEncoder(provider.Descriptor), environment: provider, trainer: new PpoTrainerProvider());
        using (TrainingRun run = TrainingRun.Create(configuration, components, folder: null))
        {
            await run.RunAsync(observer, default);
        }

        provider.Made.Count.ShouldBe(2, "training and evaluation");
        BoxEnvironment training = provider.Made[0];
        training.Lowest.ShouldBe([-0.5f, 0f]);
        training.Highest.ShouldBe([0.25f, 2f]);
        provider.Made[1].Lowest[1].ShouldBeGreaterThanOrEqualTo(0);
        observer.Warnings.ShouldBe(["the box creaks"]);
    }

    [Fact]
    public void ClippingLeavesWhatIsWithinAndNaNForTheEnvironmentToRefuse()
    {
        float[] actions = [-3, -1, 0.1f, 1, float.NaN, 5];
        new ActionBounds(ActionSpace.Box([-0.5f, 0f], [0.25f, 2f])).Clip(actions);
        actions.ShouldBe([-0.5f, 0, 0.1f, 1, float.NaN, 2]);
    }

    [Fact]
    public void ChoicesPassUnchanged()
    {
        float[] actions = [3, 0, 7];
        new ActionBounds(ActionSpace.Discrete(8)).Clip(actions);
        actions.ShouldBe([3, 0, 7]);
    }
}
