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

    private CliResult Run(params string[] arguments) => ProgramWithoutTorch.Run(_folder, arguments);
}
