using Shouldly;

namespace BitRL.Envs.Classic.Tests.Golden;

public sealed class GoldenTests
{
    /// <summary>Room for another order of rounding within one step; measured differences are below 4e-15.</summary>
    private const double StepTolerance = 1e-12;

    [Theory]
    [InlineData("CartPole-v1")]
    [InlineData("Acrobot-v1")]
    [InlineData("MountainCar-v0")]
    public void EachStepFromARecordedStateIsTheOriginals(string id)
    {
        ClassicTask task = ClassicTask.Of(id);
        int steps = 0;
        foreach (GoldenEpisode episode in GoldenEpisode.Read(id))
        {
            double[] state = episode.InitState;
            for (int t = 0; t < episode.Actions.Length; t++)
            {
                ClassicStep step = task.Run(state, t, [episode.Actions[t]])[0];

                string at = $"episode {episode.Episode} ({episode.Label}), step {t}";
                Difference(step.State, episode.State[t]).ShouldBeLessThanOrEqualTo(StepTolerance, at);
                step.Observation.ShouldBe(episode.Obs[t], at);
                step.Result.ShouldBe(new(episode.Reward[t], episode.Terminated[t], episode.Truncated[t]), at);
                state = episode.State[t];
                steps++;
            }
        }

        steps.ShouldBeGreaterThan(2000);
    }

    /// <summary>
    /// Running free, rounding differences grow with the dynamics: the balanced CartPole episodes are unstable and Acrobot is chaotic. The
    /// bounds are ten times the growth that was measured between two correct implementations.
    /// </summary>
    [Theory]
    [InlineData("CartPole-v1", 50, 2e-15)]
    [InlineData("CartPole-v1", 200, 2e-10)]
    [InlineData("Acrobot-v1", 50, 8e-13)]
    [InlineData("Acrobot-v1", 200, 2e-5)]
    [InlineData("MountainCar-v0", 200, 1e-12)]
    public void RunningFreeStaysWithTheOriginal(string id, int steps, double tolerance)
    {
        ClassicTask task = ClassicTask.Of(id);
        foreach (GoldenEpisode episode in GoldenEpisode.Read(id))
        {
            int length = Math.Min(steps, episode.Actions.Length);
            IReadOnlyList<ClassicStep> run = task.Run(episode.InitState, 0, episode.Actions[..length]);
            for (int t = 0; t < length; t++)
            {
                Difference(run[t].State, episode.State[t]).ShouldBeLessThanOrEqualTo(tolerance, $"episode {episode.Episode} ({episode.Label}), step {t}");
            }
        }
    }

    [Theory]
    [InlineData("CartPole-v1", 0)]
    [InlineData("MountainCar-v0", 0)]
    [InlineData("Acrobot-v1", 1)] // the original evaluates these sines in single precision
    public void FirstObservationsAreTheOriginals(string id, int unitsInTheLastPlace)
    {
        ClassicTask task = ClassicTask.Of(id);
        foreach (GoldenEpisode episode in GoldenEpisode.Read(id))
        {
            float[] observation = task.Observe(episode.InitState);
            for (int i = 0; i < observation.Length; i++)
            {
                int apart = Math.Abs(BitConverter.SingleToInt32Bits(observation[i]) - BitConverter.SingleToInt32Bits(episode.InitObs[i]));
                apart.ShouldBeLessThanOrEqualTo(unitsInTheLastPlace, $"episode {episode.Episode}, number {i}");
            }
        }
    }

    private static double Difference(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
