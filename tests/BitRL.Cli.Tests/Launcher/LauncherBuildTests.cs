using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Launcher;

/// <summary>Which commands make ./bitrl restore and build libtorch: a launcher in a folder of its own, with a dotnet and a uname that only write down how they are called.</summary>
public sealed class LauncherBuildTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LauncherBuildTests()
    {
        Directory.CreateDirectory(_folder["cli/launcher"]);
        File.Copy(Path.Combine(CliProcess.Repository, "bitrl"), _folder["bitrl"]);
        File.Copy(Path.Combine(CliProcess.Repository, "cli/launcher/dotnet.sh"), _folder["cli/launcher/dotnet.sh"]);
        Write("bin/dotnet", "#!/bin/sh\necho \"$@\" >>\"$CALLS\"\n");
        Write("sweep.yaml", "backends: [cpu, torch-int8]\n");
        Write("plain.yaml", "backends: [cpu] # not torch-int8\n");
        Write("old/config.yaml", "env: CartPole-v1\nbackend: torch-fp16\n");
        Write("mine/config.yaml", "env: CartPole-v1\nbackend: cpu\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("run --backend torch-fp16")]
    [InlineData("run --backend=torch-fp16")]
    [InlineData("run --env CartPole-v1 --policy-backend torch-int4 --steps 5")]
    [InlineData("run --critic-backend torch-int8")]
    [InlineData("run --set critic.backend=torch-int8")]
    [InlineData("bench compare --backends cpu,torch-fp16,mlp")]
    [InlineData("bench compare --backends=cpu,torch-fp16")]
    [InlineData("backends verify torch-int8")]
    [InlineData("sweep sweep.yaml")]
    [InlineData("run --config sweep.yaml")]
    [InlineData("eval old")]
    [InlineData("pretrain")]
    public void ItIsBuiltForACommandThatAsksForIt(string command) => Build("x86_64", command).ShouldContain("-p:WithTorch=true");

    [Theory]
    [InlineData("run --backend cpu")]
    [InlineData("backends")]
    [InlineData("envs")]
    [InlineData("sweep plain.yaml")]
    [InlineData("eval mine")]
    [InlineData("bench compare --backends cpu,mlp")]
    [InlineData("run --out torch-run")]
    public void ItIsNotBuiltForOthers(string command) => Build("x86_64", command).ShouldContain("-p:WithTorch=false");

    [Theory]
    [InlineData("run --backend torch-fp16")]
    [InlineData("pretrain")]
    public void ItIsNeverBuiltOnLinuxArm64(string command) => Build("aarch64", command).ShouldContain("-p:WithTorch=false");

    /// <returns>How dotnet was called to build.</returns>
    private string Build(string machine, string command)
    {
        Write("bin/uname", $"#!/bin/sh\n[ \"$1\" = -m ] && echo {machine} || echo Linux\n");
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}",
            ["CALLS"] = _folder["calls.txt"],
            ["BITRL_NO_BUILD"] = "",
        };
        using var process = CliProcess.Start(_folder.Path, null, environment, ["sh", _folder["bitrl"], .. command.Split(' ')]);
        process.Wait().ExitCode.ShouldBe(0);
        return File.ReadLines(_folder["calls.txt"]).First(line => line.StartsWith("build ", StringComparison.Ordinal));
    }

    private void Write(string name, string content)
    {
        string path = _folder[name];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows() && name.StartsWith("bin/", StringComparison.Ordinal))
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
