using System.Text.Json;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Torch.Tests;

/// <summary>What is said of the plugin where it is not built.</summary>
public sealed class AbsenceTests
{
    [Fact]
    public void TheDescriptionForBuildsWithoutThePluginNamesItsBackends()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "absent.json")));

        var described = json.RootElement.GetProperty("backends").EnumerateObject().ToDictionary(backend => backend.Name, backend => backend.Value.GetString());
        described.ShouldBe(TorchDevices.Names.ToDictionary(name => name, name => (string?)TorchDevices.Provider(name).Description));
    }

    [Fact]
    public void AProbeNeverThrowsAndNeverBeatsAnotherBackend()
    {
        foreach (string name in TorchDevices.Names)
        {
            var probe = TorchDevices.Provider(name).Probe();
            probe.Score.ShouldBeLessThanOrEqualTo(1);
            probe.Detail.ShouldContain("libtorch");
        }
    }

    [TorchTheory]
    [InlineData("torch-int4", "group=48")]
    [InlineData("torch-fp16", "product=fast")]
    [InlineData("torch-bf16", "product=")]
    public void AnUnknownValueIsRefusedByName(string backend, string setting) =>
        Should.Throw<ArgumentException>(() => TorchDevices.Open(backend, threads: 1, setting)).Message.ShouldContain($"backend.{setting.Split('=')[0]}");
}
