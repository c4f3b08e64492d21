using BitRL.Contracts.Environments;
using Shouldly;

namespace BitRL.Envs.BabyAI.Tests.World;

/// <summary>Uniformly random actions against 1,000 episodes of the original. They catch what recorded steps cannot: wrong rooms, a wrong limit, a seed that is not used.</summary>
public sealed class RandomPlayTests
{
    private const int Episodes = 4000;

    [Theory]
    [InlineData("BabyAI-GoToRedBall-v0", 0.169, 0.292)]
    [InlineData("BabyAI-GoToRedBallGrey-v0", 0.144, 0.244)]
    [InlineData("BabyAI-GoToRedBallNoDists-v0", 0.136, 0.225)]
    public void RewardAndSuccessAreTheOriginals(string id, double meanReward, double meanSuccess)
    {
        using RoomEnvironment environment = Levels.Create(id);
        EpisodeRandom policy = new(99);
        StepResult[] results = new StepResult[1];
        double[] success = new double[1];
        (double rewards, double successes) = (0, 0);
        for (ulong episode = 0; episode < Episodes; episode++)
        {
            environment.Reset([0], [episode]);
            do
            {
                environment.Step([policy.Index(7)], results);
                rewards += results[0].Reward;
            }
            while (!results[0].IsDone);

            environment.CopyMeasures(0, success);
            success[0].ShouldBe(results[0].Reward > 0 ? 1 : 0);
            successes += success[0];
        }

        // Three and a half standard errors of the original's 1,000 episodes and of these.
        double error = 3.5 * Math.Sqrt((1.0 / 1000) + (1.0 / Episodes));
        (rewards / Episodes).ShouldBe(meanReward, error * 0.28);
        (successes / Episodes).ShouldBe(meanSuccess, error * Math.Sqrt(meanSuccess * (1 - meanSuccess)));
    }
}
