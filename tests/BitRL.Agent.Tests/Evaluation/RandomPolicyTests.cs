using BitRL.Agent.Configuration;
using BitRL.Agent.Evaluation;
using BitRL.Agent.Tests.Fakes;

namespace BitRL.Agent.Tests.Evaluation;

public sealed class RandomPolicyTests
{
    [Fact]
    public void EpisodesFollowFromTheSeedAndNotFromTheirNumber()
    {
        EvaluationResult few = RandomPolicy.Play(new WalkProvider(), new Dictionary<string, string>(), episodes: 20, seed: 1, default);
        EvaluationResult more = RandomPolicy.Play(new WalkProvider(), new Dictionary<string, string>(), episodes: 30, seed: 1, default);
        EvaluationResult others = RandomPolicy.Play(new WalkProvider(), new Dictionary<string, string>(), episodes: 20, seed: 2, default);

        more.Returns[..20].ShouldBe(few.Returns);
        others.Returns.ShouldNotBe(few.Returns);
        few.Lengths.ShouldAllBe(length => length >= 1 && length <= 12);
    }

    [Fact]
    public void EveryEpisodeIsWhole()
    {
        EvaluationResult result = RandomPolicy.Play(new WalkProvider(), new Dictionary<string, string>(), episodes: 3, seed: 1, default);

        result.Returns.Length.ShouldBe(3);
        result.Lengths.ShouldAllBe(length => length > 0);
    }

    [Fact]
    public void ASettingThatTheEnvironmentRefusesIsNamed() =>
        Should.Throw<ConfigurationException>(() => RandomPolicy.Play(new WalkProvider(), new Dictionary<string, string> { ["slope"] = "3" }, 1, 0, default)).Message.ShouldContain("slope is 3");
}
