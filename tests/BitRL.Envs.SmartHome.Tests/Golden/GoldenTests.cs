using System.Text;
using System.Text.Json.Nodes;
using BitRL.Contracts.Environments;
using BitRL.Envs.SmartHome.Requests;
using BitRL.Envs.SmartHome.Stepping;
using Shouldly;

namespace BitRL.Envs.SmartHome.Tests.Golden;

/// <summary>The recorded episodes of the reference implementation are repeated.</summary>
public sealed class GoldenTests
{
    [Fact]
    public void EveryRecordedStepIsRepeated()
    {
        byte[][] lines = GoldenFile.ReadEpisodes();
        lines.Length.ShouldBe(60);
        var errors = new LargestErrors();
        int steps = 0;
        foreach (byte[] line in lines)
        {
            IRecordedEpisode episode = Read(line);
            episode.Restart(0, errors);
            for (int step = 0; step < episode.Steps; step++, steps++)
            {
                episode.Step(step, errors);
            }
        }

        foreach (ReplayQuantity quantity in Environment().ReplayQuantities)
        {
            errors.Errors[quantity.Name].ShouldBeLessThanOrEqualTo(quantity.FreeRunningTolerance, quantity.Name);
        }

        errors.Counts["reward"].ShouldBe(steps);
        errors.Counts["oracle"].ShouldBe(60);
        steps.ShouldBe(531);
        errors.Errors["reward"].ShouldBeLessThanOrEqualTo(1e-12);
    }

    [Fact]
    public void AnotherActionIsNoticed()
    {
        JsonObject changed = JsonNode.Parse(GoldenFile.ReadEpisodes()[0])!.AsObject();
        changed["actions"]![0] = 3;
        var errors = new LargestErrors();
        IRecordedEpisode episode = Read(Encoding.UTF8.GetBytes(changed.ToJsonString()));
        episode.Restart(0, errors);
        episode.Step(0, errors);
        errors.Errors["level"].ShouldBeGreaterThan(0);
        errors.Errors["reward"].ShouldBeGreaterThan(0.01);
    }

    [Theory]
    [InlineData("speaker", "\"garage\"", "there is no room 'garage'")]
    [InlineData("sky", "\"green\"", "sky is 'green'")]
    [InlineData("actions", "[0, 81]", "actions must be from 0 to 80")]
    [InlineData("actions", "[80]", "there are 1 actions")]
    [InlineData("occupancy", "[1]", "occupancy has 1 rooms")]
    [InlineData("init_level", "[5,0,0,0,0,0,0,0,0,0]", "init_level")]
    [InlineData("goal", "{\"scope\":[11],\"terms\":[{\"kind\":\"off\",\"lights\":[0]}]}", "there is no lamp 11")]
    [InlineData("goal", "{\"scope\":[1],\"terms\":[{\"kind\":\"sing\"}]}", "kind 'sing'")]
    [InlineData("goal", "{\"scope\":[9],\"terms\":[{\"kind\":\"lux\",\"room\":\"hallway\",\"lo\":5000,\"hi\":6000}]}", "no state of the lamps")]
    [InlineData("env", "\"CartPole-v1\"", "env is 'CartPole-v1'")]
    [InlineData("reward", "\"much\"", "not a recorded episode")]
    public void ALineThatCannotBeReplayedIsRefusedByName(string key, string value, string message)
    {
        JsonObject line = JsonNode.Parse(GoldenFile.ReadEpisodes()[0])!.AsObject();
        line[key] = JsonNode.Parse(value);
        Should.Throw<FormatException>(() => Read(Encoding.UTF8.GetBytes(line.ToJsonString())).Restart(0, new LargestErrors())).Message.ShouldContain(message);
    }

    [Fact]
    public void TextThatIsNoJsonIsRefused() => Should.Throw<FormatException>(() => Read("tomorrow"u8.ToArray()));

    private static SmartHomeEnvironment Environment() => new(1, Wordings.Train);

    private static IRecordedEpisode Read(byte[] line) => Environment().ReadRecording(line).ShouldHaveSingleItem();
}
