using System.Text.Json;
using BitRL.Cli.Composition;
using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Commands;

/// <summary>The program without the plugin that brings libtorch, whether or not this build has it.</summary>
public sealed class AbsentBackendTests : IDisposable
{
    private static readonly string[] Names = ["torch-bf16", "torch-fp16", "torch-fp32", "torch-int4", "torch-int8"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheyAreListedAsUnavailableWithTheReason()
    {
        var backends = Run("backends", "--json").ShouldSucceed().LastJson.GetProperty("backends").EnumerateArray().ToDictionary(b => b.GetProperty("name").GetString()!);

        backends.Keys.Where(name => name.StartsWith("torch", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ShouldBe(Names);
        foreach (string name in Names)
        {
            backends[name].GetProperty("available").GetBoolean().ShouldBeFalse();
            backends[name].GetProperty("detail").GetString()!.ShouldContain("libtorch");
        }
    }

    [Theory]
    [InlineData("run", "--backend", "torch-fp16", "--steps", "64")]
    [InlineData("run", "--critic-backend", "TORCH-INT8", "--steps", "64")]
    [InlineData("encode", "--backend", "torch-bf16", "x=1")]
    [InlineData("backends", "verify", "torch-int4")]
    public void AskingForOneEndsWithItsExitCodeAndAdvice(params string[] command) =>
        Run(command).ShouldFail(ExitCode.BackendUnavailable, "libtorch");

    [Fact]
    public void AMisspeltOneIsStillAnUnknownName() =>
        Run("run", "--backend", "torch-fp17", "--steps", "64").ShouldFail(ExitCode.Usage, "torch-fp16");

    [Fact]
    public void TheReasonIsThePlatformsWhereItHasOne()
    {
        string folder = Path.Combine(CliProcess.Repository, "backends/BitRL.Backend.Torch");
        Directory.CreateDirectory(_folder["absent"]);
        File.Copy(Path.Combine(folder, "absent.json"), _folder["absent/torch.json"]);

        AbsentBackends.Read(_folder["absent"], "linux-arm64").Find("torch-fp16")!.Reason.ShouldContain("no build for linux-arm64");
        AbsentBackends.Read(_folder["absent"], "linux-x64").Find("torch-fp16")!.Reason.ShouldContain("./bitrl");
        AbsentBackends.Read(_folder["nowhere"], "linux-x64").All.ShouldBeEmpty();
    }

    [Fact]
    public void ADamagedDescriptionIsNamed()
    {
        Directory.CreateDirectory(_folder["absent"]);
        File.WriteAllText(_folder["absent/odd.json"], JsonSerializer.Serialize(new { backends = 3 }));

        Should.Throw<InvalidDataException>(() => AbsentBackends.Read(_folder["absent"], "linux-x64")).Message.ShouldContain("odd.json");
    }

    // The program's own folder, but for the plugin. Files are copied, because .NET takes the folder that a link points to for the program's.
    private CliResult Run(params string[] arguments)
    {
        string source = Path.GetDirectoryName(CliProcess.Program)!;
        string program = _folder["program"];
        if (!Directory.Exists(program))
        {
            Assemble(source, program, except: "backends");
            Assemble(Path.Combine(source, "backends"), Path.Combine(program, "backends"), except: "torch");
        }

        using var process = CliProcess.Start(_folder.Path, null, [], ["dotnet", Path.Combine(program, "bitrl.dll"), .. arguments]);
        return process.Wait();
    }

    private static void Assemble(string source, string target, string except)
    {
        Directory.CreateDirectory(target);
        foreach (string file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.GetDirectories(source).Where(folder => Path.GetFileName(folder) != except))
        {
            Directory.CreateSymbolicLink(Path.Combine(target, Path.GetFileName(folder)), folder);
        }
    }
}
