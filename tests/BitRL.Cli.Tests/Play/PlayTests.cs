using System.Text.Json;
using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Play;

public sealed class PlayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void APipePlaysByNumberNameAndBeginning()
    {
        var result = CliProcess.RunWithTestEnvironments(_folder.Path, "0\nadd_two\nADD_O\n.\n", "play", "Sound").ShouldSucceed();

        result.Output.ShouldContain("> 0 add_one  1 add_two");
        result.Output.ShouldContain("Counter\ns=0\nn=000\n"); // exactly what the encoder reads
        result.Output.ShouldContain("--- step 2: add_two  reward 1  return 2\nCounter\ns=0\nn=003\n");
        result.Output.ShouldContain("--- step 4: add_one  reward 1  return 4\nCounter\ns=0\nn=005\n");
        result.Output.ShouldEndWith("episode 1 left after 4 steps: return 4\n");
    }

    [Fact]
    public void WrongWordsCostNoStep()
    {
        var result = CliProcess.RunWithTestEnvironments(_folder.Path, "add\nfly\n7\n.\n\n?\n1\n:quit\n0\n", "play", "Sound").ShouldSucceed();

        result.Output.ShouldContain("'add' is the beginning of several: add_one, add_two");
        result.Output.ShouldContain("there is no action 'fly'");
        result.Output.ShouldContain("there is no action 7");
        result.Output.ShouldContain("there is no last action yet");
        result.Output.ShouldEndWith("left after 1 steps: return 1\n");
    }

    [Fact]
    public void WhatIsTypedComesBackShortAndCannotMoveTheCursor()
    {
        string input = $"\e[2J\a\0red\n{new string('x', 1_000_000)}\n\U0001F355\u202E\n";

        foreach (string environment in (string[])["CartPole", "TextWorld-Cooking", "SmartHome-Light"])
        {
            var result = CliProcess.Run(_folder.Path, input, [], "play", environment).ShouldSucceed();

            result.Output.Any(letter => char.IsControl(letter) && letter != '\n').ShouldBeFalse();
            result.Output.ShouldNotContain("\u202E");
            result.Output.Length.ShouldBeLessThan(30_000);
            result.Output.ShouldContain("?[2J??red");
        }
    }

    [Fact]
    public void CandidatesAreShownAsTheEncoderReadsThem()
    {
        var game = CliProcess.Run(_folder.Path, "examine cookbook\n", [], "play", "TextWorld-Cooking", "--seed", "1").ShouldSucceed();

        game.Output.ShouldContain(" examine cookbook; recipe unread\n");
        game.Output.ShouldContain("; recipe no; now raw\n");
        var json = CliProcess.Run(_folder.Path, "", [], "play", "TextWorld-Cooking", "--seed", "1", "--json").ShouldSucceed();
        var state = JsonDocument.Parse(json.Output.Split('\n')[0]).RootElement;
        var actions = state.GetProperty("actions").EnumerateArray().Select(action => action.GetString()).ToList();
        state.GetProperty("candidates").GetArrayLength().ShouldBe(actions.Count);
        state.GetProperty("candidates")[actions.IndexOf("examine cookbook")].GetString().ShouldBe("examine cookbook; recipe unread");
    }

    [Fact]
    public void WhatAGameDoesNotUnderstandIsNoStep()
    {
        var result = CliProcess.Run(_folder.Path, "xyzzy\nlook\nopen\n", [], "play", "TextWorld-Cooking", "--json").ShouldSucceed();

        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines[..4].Select(line => line.GetProperty("step").GetInt32()).ShouldBe([0, 0, 1, 1]);
        lines[..4].Select(line => line.GetProperty("understood").GetBoolean()).ShouldBe([true, false, true, false]);
        lines[4].GetProperty("steps").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void VectorsAreTypedAsNumbersOrByName()
    {
        var result = CliProcess.RunWithTestEnvironments(_folder.Path, "0.5 -1\n1=0.25\n1\n0=x\n", "play", "Box").ShouldSucceed();

        result.Output.ShouldContain("--- step 1: 0.50 -1.00");
        result.Output.ShouldContain("--- step 2: 0.50 0.25");
        result.Output.ShouldContain("1 numbers, but an action has 2");
        result.Output.ShouldContain("'0=x' is not a number");
        result.Output.ShouldEndWith("left after 2 steps: return 2\n");
    }

    [Fact]
    public void AnEpisodeThatEndsIsScored()
    {
        string forty = string.Concat(Enumerable.Repeat("0\n", 40));

        var result = CliProcess.RunWithTestEnvironments(_folder.Path, forty, "play", "Sound").ShouldSucceed();

        result.Output.ShouldEndWith("episode 1 truncated after 40 steps: return 40, score 1\n");
    }

    [Fact]
    public void StepsAndEpisodesCanBeLimited()
    {
        var result = CliProcess.RunWithTestEnvironments(_folder.Path, "0\n0\n1\n1\n", "play", "Sound", "--episodes", "2", "--max-steps", "2").ShouldSucceed();

        result.Output.ShouldContain("episode 1 stopped after 2 steps: return 2");
        result.Output.ShouldContain("episode 2 stopped after 2 steps: return 2");
        result.Output.ShouldEndWith("Sound-v0: mean return 2 over 2 episodes\n");
    }

    [Fact]
    public void RestartingGivesTheSameEpisode()
    {
        var result = CliProcess.Run(_folder.Path, input: "1\n1\n:restart\n1\n", [], "play", "CartPole", "--seed", "5").ShouldSucceed();

        var starts = result.Output.Split("--- CartPole-v1, episode 1\n");
        starts.Length.ShouldBe(3);
        starts[1].Split("---")[0].ShouldBe(starts[2].Split("---")[0]);
        result.Output.ShouldEndWith("left after 1 steps: return 1\n");
    }

    [Fact]
    public void AProgramPlaysInJson()
    {
        var result = CliProcess.RunWithTestEnvironments(_folder.Path, "1\nfly\n0\n", "play", "Sound", "--json").ShouldSucceed();

        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Count.ShouldBe(5);
        lines[0].GetProperty("text").GetString().ShouldBe("Counter\ns=0\nn=000\n");
        lines[0].GetProperty("actions").EnumerateArray().Select(a => a.GetString()).ShouldBe(["add_one", "add_two"]);
        lines[1].GetProperty("reward").GetDouble().ShouldBe(1);
        lines[2].GetProperty("remark").GetString()!.ShouldContain("fly");
        lines[4].GetProperty("return").GetDouble().ShouldBe(2);
        lines[4].GetProperty("episodes")[0].GetProperty("end").GetString().ShouldBe("left");
    }

    [Fact]
    public void ThePictureIsDrawnInDotsWhereItIsAskedFor()
    {
        CliProcess.Run(_folder.Path, input: "1\n", [], "play", "CartPole", "--picture", "on").ShouldSucceed().Output.ShouldContain("⣿");
        CliProcess.Run(_folder.Path, input: "1\n", [], "play", "CartPole").ShouldSucceed().Output.ShouldNotContain("⣿");
    }

    [PseudoTerminalFact]
    public void KeysPlayOnATerminalAndTheScoreStays()
    {
        string line = $"dotnet {CliProcess.Program} play CartPole --max-steps 3";
        using var process = CliProcess.Start(_folder.Path, "1\e[D1", new Dictionary<string, string> { ["TERM"] = "xterm", ["CI"] = "", ["NO_COLOR"] = "1" }, ["script", "-qec", line, "/dev/null"]);

        var result = process.Wait();

        result.ExitCode.ShouldBe(0, result.Output);
        result.Output.ShouldContain("[0 ←] push_left  [1 →] push_right");
        result.Output.ShouldContain("step 2  return 2  push_left");
        result.Output.ShouldNotContain("\e[38;"); // NO_COLOR
        result.Output.ShouldContain("⣿");
        result.Output.TrimEnd().ShouldEndWith("episode 1 stopped after 3 steps: return 3");
    }

    [Fact]
    public void CtrlCEndsAGameThatWaits()
    {
        // An input that stays open: nothing but the signal can end the game.
        string pipe = _folder["pipe"];
        using var game = CliProcess.Start(_folder.Path, null, [], ["bash", "-c", $"mkfifo {pipe}; exec 3<>{pipe}; exec dotnet {CliProcess.Program} play CartPole <&3 >out 2>err"]);
        game.WaitUntil(() => File.Exists(_folder["out"]) && File.ReadAllText(_folder["out"]).Contains("push_right", StringComparison.Ordinal));

        game.Signal(2);

        game.Wait().ExitCode.ShouldBe(ExitCode.Interrupted);
        File.ReadAllText(_folder["out"]).ShouldEndWith("episode 1 left after 0 steps: return 0\n");
        File.ReadAllText(_folder["err"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("play", "env")]
    [InlineData("play CartPol", "did you mean CartPole-v1?")]
    [InlineData("play CartPole --style french", "--style")]
    [InlineData("play CartPole --episodes 0", "--episodes is 0")]
    [InlineData("play CartPole --max-steps 0", "--max-steps is 0")]
    [InlineData("play CartPole --picture sometimes", "auto")]
    public void WrongWordsAreUsageErrors(string line, string words)
    {
        var result = CliProcess.Run(_folder.Path, line.Split(' '));

        result.ExitCode.ShouldBe(ExitCode.Usage);
        result.Error.ShouldContain(words);
    }
}
