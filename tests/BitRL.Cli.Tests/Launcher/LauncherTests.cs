using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Launcher;

/// <summary>./bitrl without its build: that it finds its place and passes everything through.</summary>
public sealed class LauncherTests : IDisposable
{
    private static readonly Dictionary<string, string> NoBuild = new()
    {
        ["BITRL_NO_BUILD"] = "1",
        ["BITRL_CONFIGURATION"] = Path.GetFileName(Path.GetDirectoryName(CliProcess.Program)!),
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ItRunsFromAnyFolderThroughASymbolicLink()
    {
        Directory.CreateDirectory(_folder["a b"]);
        File.CreateSymbolicLink(_folder["a b/link"], Path.Combine(CliProcess.Repository, "bitrl"));
        File.CreateSymbolicLink(_folder["second"], "a b/link");

        Launch(_folder["second"], "--version").ShouldSucceed().Output.ShouldStartWith("0.");
    }

    [Fact]
    public void ArgumentsWithBlanksAndTheExitCodePassThrough() =>
        Launch(Path.Combine(CliProcess.Repository, "bitrl"), "run", "--env", "no such * env").ShouldFail(ExitCode.Usage, "'no such * env'");

    [Fact]
    public void SignalsPassThrough()
    {
        using var process = CliProcess.Start(_folder.Path, null, NoBuild, ["sh", Path.Combine(CliProcess.Repository, "bitrl"), "run", "--backend", "mlp", "--steps", "100000000", "--out", "r"]);
        process.WaitUntil(() => File.Exists(_folder["r/metrics.csv"]));

        process.Signal(15);

        process.Wait().ExitCode.ShouldBe(ExitCode.Terminated);
        File.Exists(_folder["r/checkpoints/last.bitrl"]).ShouldBeTrue();
    }

    private CliResult Launch(string launcher, params string[] arguments)
    {
        using var process = CliProcess.Start(_folder.Path, null, NoBuild, ["sh", launcher, .. arguments]);
        return process.Wait();
    }
}
