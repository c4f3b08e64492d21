using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using Shouldly;

namespace BitRL.Plugins.Tests.Loading;

/// <summary>Our own plugins take the strangers' path.</summary>
public sealed class OwnPluginTests
{
    [Fact]
    public void TheTemplateLoadsAndRuns()
    {
        using PluginFolder folder = PluginFolder.With("BitRL.Plugin.Template");

        using IVectorEnvironment environment = folder.Discover().Environment("templateroom").Create(new EnvironmentOptions { Count = 2 });
        environment.Reset([0, 1], [1, 2]);
        StepResult[] results = new StepResult[2];
        environment.Step([1, 0], results);

        byte[] text = new byte[environment.Descriptor.Schema.MaxStepBytes];
        Encoding.UTF8.GetString(text, 0, environment.WriteEpisode(0, TextStyle.Compact, text)).ShouldMatch(@"^o=-?\d+\.\d\n$");
        Encoding.UTF8.GetString(text, 0, environment.WriteStep(0, TextStyle.Compact, text)).ShouldMatch(@"^t=-?\d+\.\d\d\n$");
        results.ShouldAllBe(r => r.Reward < 0 && !r.IsDone);
    }

    [Fact]
    public void TheClassicEnvironmentsLoad()
    {
        using PluginFolder folder = PluginFolder.With("BitRL.Envs.Classic");
        PluginHost host = folder.Discover();

        host.Environment("CartPole").Descriptor.Id.ShouldBe("CartPole-v1");

        PluginReport plugin = host.Plugins.ShouldHaveSingleItem();
        plugin.Abilities.ShouldBe(PluginAbilities.Environments);
        plugin.Offers.ShouldBe(["environment CartPole-v1", "environment Acrobot-v1", "environment MountainCar-v0", "environment Identity-v0"]);
    }

    /// <summary>Types of these libraries stand in the signatures of the contracts: a second copy would make them other types.</summary>
    [Fact]
    public void APluginsCopyOfALibraryThatTheContractsUseIsPassedOver()
    {
        using PluginFolder folder = PluginFolder.With("BitRL.Envs.Classic");
        string plugin = Path.Combine(folder.Root, "BitRL.Envs.Classic");
        File.Delete(Path.Combine(plugin, "BitRL.Envs.Classic.deps.json")); // then whatever lies beside the plugin counts as its own
        string library = typeof(System.Collections.Immutable.ImmutableArray).Assembly.Location;
        File.Copy(library, Path.Combine(plugin, Path.GetFileName(library)));

        EnvironmentDescriptor descriptor = folder.Discover().Environment("CartPole-v1").Descriptor;

        descriptor.Schema.Fields.Length.ShouldBe(4);
    }

    [Theory]
    [InlineData("BitRL.Plugin.Template")]
    [InlineData("BitRL.Envs.Classic")]
    public void APluginBringsNoCopyOfTheContracts(string plugin)
    {
        using PluginFolder folder = PluginFolder.With(plugin);

        Directory.EnumerateFiles(folder.Root, "BitRL.Contracts.dll", SearchOption.AllDirectories).ShouldBeEmpty();
    }
}
