using BitRL.Cli.Checks;
using BitRL.Cli.Composition;
using BitRL.Cli.Tests.Processes;
using BitRL.Plugins;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Checks;

/// <summary>Alone in the process, because allocations of all its threads are counted.</summary>
[Collection(nameof(Alone))]
public sealed class EnvironmentCheckTests : IDisposable
{
    private static readonly PluginHost Host = PluginHost.Discover(new PluginHostOptions { Roots = [CliProcess.TestEnvironments] });
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Sound")]
    [InlineData("Box")]
    public void ASoundEnvironmentPasses(string id)
    {
        var report = Check(id);

        report.Problems.ShouldBeEmpty();
        report.StepsPerSecond.ShouldBeGreaterThan(1000);
    }

    [Theory]
    [InlineData("ChangingHash", "descriptor", "the schema hash changes")]
    [InlineData("ShortHash", "descriptor", "16 lower-case hexadecimal digits")]
    [InlineData("OneCopyOnly", "descriptor", "asked for 1 and 2 copies, it made 1 and 1")]
    [InlineData("TwoNamedAlike", "descriptor", "'start' is declared twice")]
    [InlineData("ChoiceRefused", "actions", "choice 1 is refused")]
    [InlineData("NanTaken", "actions", "NaN is taken")]
    [InlineData("RefusalMoves", "actions", "is refused, but the state has changed")]
    [InlineData("BoundRefused", "actions", "the upper bounds is refused")]
    [InlineData("NanObservation", "observations", "number 0 of the observation is NaN")]
    [InlineData("UnwrittenObservation", "observations", "number 1 of the observation is not written")]
    [InlineData("UnsteadyReading", "observations", "twice gives different values")]
    [InlineData("InfiniteReward", "observations", "the reward is")]
    [InlineData("TextTooLong", "text", "the schema promises at most 16")]
    [InlineData("TextNotUtf8", "text", "is not valid UTF-8")]
    [InlineData("TextWithoutLineFeed", "text", "does not end in a line feed")]
    [InlineData("EpisodeTextChanges", "text", "changes within an episode")]
    [InlineData("UnseededRandom", "determinism", "goes another way: at step 1 number 1")]
    [InlineData("SharedRandom", "determinism", "with other copies beside it")]
    [InlineData("NeverTruncated", "episodes", "after 40 steps an episode is not truncated")]
    [InlineData("TruncatedEarly", "episodes", "truncated after 39 steps; MaxEpisodeSteps is 40")]
    [InlineData("ResetsOthers", "episodes", "resetting one copy changes another")]
    [InlineData("MeasuresNan", "episodes", "the measures of an episode are not finite")]
    [InlineData("TooFewNames", "abilities", "1 names for 2 actions")]
    [InlineData("UnknownKind", "abilities", "an episode is of kind 1, but it has 1 kinds")]
    [InlineData("NanDrawing", "abilities", "a shape has the number NaN")]
    [InlineData("Allocates", "allocation", "bytes a step and copy, texts included")]
    [InlineData("AllocatesElsewhere", "allocation", "of them on other threads")]
    [InlineData("Throws", "determinism", "threw InvalidOperationException: the counter is stuck")]
    public void EachCheckFindsWhatIsBroken(string id, string check, string words) =>
        Check(id).Problems.ShouldContain(problem => problem.Check == check && problem.Message.Contains(words));

    [Fact]
    public void TheCommandSaysWhatItFound()
    {
        var sound = CliProcess.RunWithTestEnvironments(_folder.Path, null, "env", "check", "Sound", "--json").ShouldSucceed();
        sound.LastJson.GetProperty("env").GetString().ShouldBe("Sound-v0");
        sound.LastJson.GetProperty("passed").GetBoolean().ShouldBeTrue();
        sound.LastJson.GetProperty("problems").GetArrayLength().ShouldBe(0);
        sound.LastJson.GetProperty("steps_per_second").GetDouble().ShouldBeGreaterThan(1000);

        var broken = CliProcess.RunWithTestEnvironments(_folder.Path, null, "env", "check", "NanObservation", "--json");
        broken.ShouldFail(ExitCode.CheckFailed, "NanObservation-v0 has");
        broken.LastJson.GetProperty("passed").GetBoolean().ShouldBeFalse();
        broken.LastJson.GetProperty("problems")[0].GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void OurOwnEnvironmentsPass()
    {
        foreach (string id in (string[])["CartPole", "Acrobot", "MountainCar", "Identity"])
        {
            CliProcess.Run(_folder.Path, "env", "check", id).ShouldSucceed().Output.ShouldContain("ok      determinism");
        }
    }

    /// <summary>The runtime replaces code while the process runs (the sooner without profiles), and what replaces it must round as it did.</summary>
    [Fact]
    public void ARobotWalksAsItDidBeforeItsCodeWasCompiledAgain() =>
        CliProcess.Run(_folder.Path, input: null, new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0" }, "env", "check", "HalfCheetah").ShouldSucceed().Output.ShouldContain("ok      determinism");

    [Fact]
    public void TheTemplateThatStrangersBeginWithPasses() =>
        CliProcess.Run(_folder.Path, input: null, new Dictionary<string, string> { ["BITRL_PLUGINS"] = CliProcess.Template }, "env", "check", "TemplateRoom-v0").ShouldSucceed().Output.ShouldContain("ok      actions");

    [Theory]
    [InlineData("env check Sound --set env.start=no", "start is no")]
    [InlineData("env check Sound --set stard=3", "did you mean start?")]
    [InlineData("env check Sond-v0", "did you mean Sound-v0?")]
    [InlineData("env", "bitrl env --help")]
    public void WrongWordsAreUsageErrors(string line, string advice)
    {
        var result = CliProcess.RunWithTestEnvironments(_folder.Path, null, line.Split(' '));

        result.ExitCode.ShouldBe(ExitCode.Usage, result.Error);
        (result.Error + result.Output).ShouldContain(advice);
    }

    [Fact]
    public void ANameWithoutAVersionIsTheNewestEverywhere()
    {
        // 10 is newer than 2, although it sorts before it.
        CliProcess.RunWithTestEnvironments(_folder.Path, null, "envs", "Counter").ShouldSucceed().Output.ShouldContain("Counter-v10");
        CliProcess.RunWithTestEnvironments(_folder.Path, null, "env", "check", "counter").ShouldSucceed().Output.ShouldContain("Counter-v10");
        CliProcess.RunWithTestEnvironments(_folder.Path, ":quit\n", "play", "Counter").ShouldSucceed().Output.ShouldContain("Counter-v10");
        CliProcess.RunWithTestEnvironments(_folder.Path, null, "run", "--env", "Counter", "--backend", "mlp", "--steps", "256", "--out", "run", "--json").ShouldSucceed()
            .LastJson.GetProperty("env").GetString().ShouldBe("Counter-v10");
    }

    private static CheckReport Check(string id) =>
        EnvironmentChecker.Run(new EnvironmentSource(Host.Environment(id), []), seed: 3, TimeProvider.System, TimeSpan.FromMilliseconds(20), CancellationToken.None);
}
