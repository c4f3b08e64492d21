using BitRL.Contracts.Environments;
using BitRL.Envs.Classic.Tests.Stepping;
using Shouldly;

namespace BitRL.Envs.Classic.Tests;

/// <summary>
/// Returns under uniformly random actions against those of the original implementations. They catch what golden steps cannot: wrong initial
/// states, wrong limits, a seed that is not used.
/// </summary>
public sealed class RandomPlayTests
{
    [Theory]
    [InlineData("CartPole-v1", 2000, 22.12, 1.3)] // ±11.58 an episode on either side: 3.5 deviations of the difference
    [InlineData("Acrobot-v1", 300, -497.1, 8)] // ±19.1 over 100 episodes there
    [InlineData("MountainCar-v0", 100, -200, 1e-9)]
    [InlineData("Identity-v0", 500, 8, 0.45)] // 32 draws of one in four: ±2.45
    public void MeanReturnIsTheOriginals(string id, int episodes, double mean, double tolerance)
    {
        using IVectorEnvironment environment = Providers.Of(id).Create(new EnvironmentOptions());
        int choices = environment.Descriptor.Actions.Choices;
        EpisodeRandom policy = new(99);
        StepResult[] results = new StepResult[1];
        double total = 0;
        for (ulong episode = 0; episode < (ulong)episodes; episode++)
        {
            environment.Reset([0], [episode]);
            do
            {
                environment.Step([policy.Index(choices)], results);
                total += results[0].Reward;
            }
            while (!results[0].IsDone);
        }

        (total / episodes).ShouldBe(mean, tolerance);
    }
}
