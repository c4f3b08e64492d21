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

    [Theory]
    [InlineData(true, "bench", "compare", "--backends", "cpu,torch-fp16")]
    [InlineData(true, "bench", "compare", "--backends=mlp,torch-int4=embedded", "--rounds", "1")]
    [InlineData(true, "run", "--backend", "torch-int8")]
    [InlineData(false, "bench", "compare", "--backends", "cpu,mlp")]
    [InlineData(false, "bench", "compare")]
    [InlineData(false, "run", "--backend", "cpu")]
    public void LibtorchIsBuiltOnlyForACommandThatNamesIt(bool isBuilt, params string[] arguments)
    {
        // The launcher's own function, by itself: the whole launcher would build.
        string launcher = File.ReadAllText(Path.Combine(CliProcess.Repository, "bitrl"));
        int start = launcher.IndexOf("wants_torch() {", StringComparison.Ordinal);
        string function = launcher[start..(launcher.IndexOf("\n}\n", start, StringComparison.Ordinal) + 3)];
        using var process = CliProcess.Start(_folder.Path, null, [], ["sh", "-c", $"uname() {{ echo x86_64; }}\n{function}\nif wants_torch \"$@\"; then echo yes; else echo no; fi", "sh", .. arguments]);

        process.Wait().ShouldSucceed().Output.Trim().ShouldBe(isBuilt ? "yes" : "no");
    }

    private CliResult Launch(string launcher, params string[] arguments)
    {
        using var process = CliProcess.Start(_folder.Path, null, NoBuild, ["sh", launcher, .. arguments]);
        return process.Wait();
    }
}
