using System.Text.Json;
using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Commands;

public sealed class ListingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EnvironmentsOfPluginsAreListed()
    {
        var envs = CliProcess.Run(_folder.Path, "envs", "--json").ShouldSucceed().LastJson.GetProperty("envs");

        string?[] ids = [.. envs.EnumerateArray().Select(e => e.GetProperty("env").GetString())];
        ids.ShouldContain("CartPole-v1");
        ids.ShouldContain("Acrobot-v1");
        ids.ShouldContain("MountainCar-v0");
    }

    [Fact]
    public void AnEnvironmentShowsItsFieldsAndItsTextInEveryStyle()
    {
        var shown = CliProcess.Run(_folder.Path, "envs", "cartpole", "--seed", "4", "--json").ShouldSucceed().LastJson;

        shown.GetProperty("env").GetString().ShouldBe("CartPole-v1");
        shown.GetProperty("fields").GetArrayLength().ShouldBe(4);
        var texts = shown.GetProperty("texts");
        texts.GetProperty("compact").GetString()!.ShouldContain("x=");
        texts.GetProperty("sentence").GetString()!.ShouldEndWith(".\n");
        string json = texts.GetProperty("json").GetString()!.Split('\n')[1];
        JsonDocument.Parse(json).RootElement.EnumerateObject().Count().ShouldBe(4);
    }

    [Fact]
    public void TheSeedChoosesTheStateThatIsShown()
    {
        string Text(string seed) => CliProcess.Run(_folder.Path, "envs", "CartPole-v1", "--seed", seed, "--json").ShouldSucceed().LastJson.GetProperty("texts").GetProperty("compact").GetString()!;

        Text("1").ShouldBe(Text("1"));
        Text("1").ShouldNotBe(Text("2"));
    }

    [Fact]
    public void BackendsSayWhetherTheyCanRunAndHow()
    {
        var cpu = CliProcess.Run(_folder.Path, "backends", "--json").ShouldSucceed().LastJson.GetProperty("backends").EnumerateArray().First(b => b.GetProperty("name").GetString() == "cpu");

        cpu.GetProperty("available").GetBoolean().ShouldBeTrue();
        cpu.GetProperty("score").GetInt32().ShouldBeGreaterThan(0);
        cpu.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void ABrokenPluginIsListedWithItsReasonAndStopsNothing()
    {
        Directory.CreateDirectory(_folder["plugins/broken"]);
        File.WriteAllText(_folder["plugins/broken/plugin.json"], "{ this is not JSON");
        var environment = new Dictionary<string, string> { ["BITRL_PLUGINS"] = _folder["plugins"] };

        var plugins = CliProcess.Run(_folder.Path, null, environment, "plugin", "list", "--json").ShouldSucceed().LastJson.GetProperty("plugins").EnumerateArray().ToList();

        var broken = plugins.First(p => p.GetProperty("folder").GetString()!.EndsWith("broken", StringComparison.Ordinal));
        broken.GetProperty("state").GetString().ShouldNotBe("Loaded");
        broken.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        plugins.Count(p => p.GetProperty("state").GetString() == "Loaded").ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public void TablesInAPipeCarryNoEscapeCodesEvenInCi()
    {
        var environment = new Dictionary<string, string> { ["CI"] = "true", ["TERM"] = "xterm-256color", ["FORCE_COLOR"] = "1" };

        CliProcess.Run(_folder.Path, null, environment, "envs").ShouldSucceed().Output.ShouldNotContain('\u001b');
    }
}
