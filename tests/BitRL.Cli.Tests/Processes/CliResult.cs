using System.Text.Json;
using Shouldly;

namespace BitRL.Cli.Tests.Processes;

/// <summary>What a process did.</summary>
public sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The last line of standard output, as JSON.</summary>
    public JsonElement LastJson
    {
        get
        {
            using var document = JsonDocument.Parse(Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
            return document.RootElement.Clone();
        }
    }

    /// <summary>Asserts a failure that is reported as the product promises: this code, one line, no stack trace.</summary>
    public CliResult ShouldFail(int code, params string[] words)
    {
        string line = ErrorLines.LastOrDefault() ?? "";
        ExitCode.ShouldBe(code, $"stdout: {Output}\nstderr: {Error}");
        line.ShouldStartWith("bitrl: ");
        Error.ShouldNotContain("   at ");
        Error.ShouldNotContain("Exception");
        foreach (string word in words)
        {
            line.ShouldContain(word);
        }

        return this;
    }

    /// <summary>Asserts success.</summary>
    public CliResult ShouldSucceed()
    {
        ExitCode.ShouldBe(0, $"stdout: {Output}\nstderr: {Error}");
        return this;
    }
}
