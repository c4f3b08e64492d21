using System.Text;
using Shouldly;

namespace BitRL.Envs.BabyAI.Tests.Golden;

public sealed class GoldenTests
{
    public static TheoryData<string> Ids => Levels.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryStepOfEveryRecordedEpisodeIsTheOriginals(string id)
    {
        using RoomEnvironment environment = Levels.Create(id);
        var comparison = new ExactComparison();
        byte[][] lines = Recordings.Lines(id);

        int steps = lines.Sum(line => Recordings.Replay(environment, line, comparison));

        lines.Length.ShouldBe(30);
        steps.ShouldBeGreaterThan(1000);
        foreach (string name in new[] { "image", "agent_pos", "agent_dir", "carrying", "reward", "terminated", "truncated" })
        {
            comparison.Counts[name].ShouldBe(name == "image" ? steps + 30 : steps, name);
        }

        (comparison.Counts["mission"], comparison.Counts["final_grid"]).ShouldBe((30, 30));
    }

    [Theory]
    [InlineData("\"env\": \"BabyAI-GoToRedBall-v0\"", "\"env\": \"CartPole-v1\"", "\"env\" is 'CartPole-v1', but this is BabyAI-GoToRedBall-v0")]
    [InlineData("\"width\": 8", "\"width\": 9", "\"width and height\" must hold 8")]
    [InlineData("\"grid\": \"2", "\"grid\": \"4", "\"grid\" must hold")]
    [InlineData("\"grid\": \"2", "\"grid\": \"", "\"grid\" must hold")]
    [InlineData("\"agent_pos\": [6, 6]", "\"agent_pos\": [7, 6]", "\"agent_pos\" must hold")]
    [InlineData("\"agent_pos\": [6, 6]", "\"agent_pos\": [3, 1]", "\"grid\" must hold nothing where the agent stands")]
    [InlineData("\"agent_dir\": 0", "\"agent_dir\": 4", "\"agent_dir\" must hold 0 to 3")]
    [InlineData("\"actions\": [0,", "\"actions\": [7,", "\"actions\" must hold 0 to 6")]
    [InlineData("\"actions\": [0,", "\"actions\": [0, 0,", "one an action")]
    [InlineData("\"terminated\": [false,", "\"terminated\": [true,", "nothing after the end of the episode")]
    [InlineData("\"mission\"", "\"missing\"", "mission")]
    [InlineData("{", "", "JSON")]
    public void ALineThatIsNotARecordingIsRefusedByWhatIsWrong(string before, string after, string message)
    {
        string line = Encoding.UTF8.GetString(Recordings.Lines("BabyAI-GoToRedBall-v0")[0]);
        if (!line.Contains(before, StringComparison.Ordinal))
        {
            (before, after) = (before.Replace(" ", "", StringComparison.Ordinal), after.Replace(" ", "", StringComparison.Ordinal));
        }

        line.ShouldContain(before);
        int at = line.IndexOf(before, StringComparison.Ordinal);
        string spoiled = line[..at] + after + line[(at + before.Length)..];
        using RoomEnvironment environment = Levels.Create("BabyAI-GoToRedBall-v0");

        Should.Throw<FormatException>(() => environment.ReadRecording(Encoding.UTF8.GetBytes(spoiled))).Message.ShouldContain(message);
    }

    [Fact]
    public void ASpoiledStepShowsInTheComparison()
    {
        string line = Encoding.UTF8.GetString(Recordings.Lines("BabyAI-GoToRedBallNoDists-v0")[9]);
        using RoomEnvironment environment = Levels.Create("BabyAI-GoToRedBallNoDists-v0");
        int at = line.IndexOf("\"reward\"", StringComparison.Ordinal);
        string spoiled = line[..at] + line[at..].Replace("[0.0", "[0.5", StringComparison.Ordinal);
        Should.Throw<ShouldAssertException>(() => Recordings.Replay(environment, Encoding.UTF8.GetBytes(spoiled), new ExactComparison()))
            .Message.ShouldContain("reward");
    }
}
