using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Commands;

public sealed class UsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void HelpListsTheCommandsAndTheExitCodes()
    {
        var result = CliProcess.Run(_folder.Path, "--help").ShouldSucceed();

        foreach (string word in (string[])["run", "eval", "encode", "envs", "env", "play", "backends", "plugin", "pretrain", "model", "bench", "completion", "Exit codes:", "130"])
        {
            result.Output.ShouldContain(word);
        }

        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public void NoCommandIsAUsageError() => CliProcess.Run(_folder.Path).ShouldFail(ExitCode.Usage, "bitrl --help");

    [Theory]
    [InlineData("rnu", "did you mean run")]
    [InlineData("run --stesp 5", "did you mean --steps?")]
    [InlineData("run --env CartPol-v1", "did you mean CartPole-v1?")]
    [InlineData("run --env nothing", "Known: ")]
    [InlineData("run --backend cpuu", "did you mean cpu?")]
    [InlineData("run --style sentense", "did you mean sentence?")]
    [InlineData("run --pooling max", "mean, last, both")]
    [InlineData("run --set stepz=3", "did you mean steps?")]
    [InlineData("run --set trainer.policy-lrr=3", "did you mean trainer.policy-lr?")]
    [InlineData("run --set steps", "--set key=value")]
    [InlineData("run --backend mlp --steps 8 --set trainer.minibatch=0", "minibatch is 0")]
    [InlineData("run --set env.gravity=3", "env.gravity")]
    [InlineData("run --steps 0", "at least 1")]
    [InlineData("run --steps many", "--steps")]
    [InlineData("run --num-envs 0", "at least 1")]
    [InlineData("run --seed -1", "--seed")]
    [InlineData("run --layer 0", "layer")]
    [InlineData("run --memo lots", "64M")]
    [InlineData("run --resume", "--out")]
    [InlineData("run env CartPole-v1", "did you mean --env?")]
    [InlineData("envs Cartpol", "did you mean CartPole-v1?")]
    [InlineData("completion tcsh", "bash")]
    public void WrongWordsAreAnsweredWithWhatToDo(string arguments, string advice)
    {
        var result = CliProcess.Run(_folder.Path, arguments.Split(' '));

        result.ShouldFail(ExitCode.Usage, advice);
        result.ErrorLines.Length.ShouldBe(1);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldNotContain("(Parameter");
        Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).ShouldBeEmpty("a command that was refused must leave nothing behind");
    }

    [Fact]
    public void SeveralProblemsAreReportedTogether() =>
        CliProcess.Run(_folder.Path, "run", "--steps", "0", "--num-envs", "0").ShouldFail(ExitCode.Usage, "steps is 0", "num-envs is 0");

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void CompletionScriptsAskTheProgram(string shell) =>
        CliProcess.Run(_folder.Path, "completion", shell).ShouldSucceed().Output.ShouldContain("[suggest:");

    [Theory]
    [InlineData("./bitrl run --env Cart", "CartPole-v1")]
    [InlineData("bitrl run --backend ", "mlp")]
    [InlineData("bitrl envs Acro", "Acrobot-v1")]
    [InlineData("bitrl mod", "model")]
    public void CompletionKnowsCommandsAndNamesOfPlugins(string line, string word) =>
        CliProcess.Run(_folder.Path, $"[suggest:{line.Length}]", line).ShouldSucceed().Output.Split('\n').ShouldContain(word);

    [Fact]
    public void StackTracesComeOnlyWhenAskedFor()
    {
        var debug = new Dictionary<string, string> { ["BITRL_DEBUG"] = "1" };

        CliProcess.Run(_folder.Path, null, debug, "run", "--env", "nothing").Error.ShouldContain("UnknownNameException");
    }
}
