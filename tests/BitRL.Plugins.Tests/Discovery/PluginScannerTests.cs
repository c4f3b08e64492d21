using Shouldly;

namespace BitRL.Plugins.Tests.Discovery;

public sealed class PluginScannerTests
{
    [Fact]
    public void DiscoveryReadsNamesVersionsAndAbilitiesWithoutLoading()
    {
        using PluginFolder folder = PluginFolder.With("Throws");

        PluginReport plugin = folder.Discover().Plugins.ShouldHaveSingleItem();

        plugin.Name.ShouldBe("TestPlugin.Throws");
        plugin.Status.ShouldBe(PluginStatus.Found);
        plugin.ContractVersion.ShouldBe("1.0");
        plugin.Abilities.ShouldBe(PluginAbilities.Trainers);
        plugin.Offers.ShouldBeEmpty();
        AppDomain.CurrentDomain.GetAssemblies().ShouldNotContain(a => a.Location.StartsWith(folder.Root, StringComparison.Ordinal));
    }

    [Fact]
    public void AnAbilityThatIsNotAskedForIsNotLoaded()
    {
        using PluginFolder folder = PluginFolder.With("Throws");
        PluginHost host = folder.Discover();

        host.Load(PluginAbilities.Environments | PluginAbilities.Backends);

        host.Plugins.ShouldHaveSingleItem().Status.ShouldBe(PluginStatus.Found);
    }

    [Fact]
    public void APluginThatMentionsNoProviderMayOfferAnything()
    {
        using PluginFolder folder = PluginFolder.With("NoInterface");

        folder.Discover().Plugins.ShouldHaveSingleItem().Abilities.ShouldBe(PluginAbilities.All);
    }

    [Fact]
    public void ARootMayItselfBeAPluginFolder()
    {
        using PluginFolder folder = new();
        string own = folder.Add("OwnContracts", "mine");

        PluginHost host = PluginHost.Discover(new PluginHostOptions { Roots = [own] });

        host.Plugins.ShouldHaveSingleItem().Name.ShouldBe("TestPlugin.OwnContracts");
    }

    [Fact]
    public void AFolderListedTwiceIsOnePlugin()
    {
        using PluginFolder folder = PluginFolder.With("OwnContracts");

        PluginHost host = PluginHost.Discover(new PluginHostOptions { Roots = [folder.Root, folder.Root + "/."] });

        host.Plugins.Count.ShouldBe(1);
    }

    [Fact]
    public void RootsThatDoNotExistArePassedOver()
    {
        PluginHost.Discover(new PluginHostOptions { Roots = ["/no/such/folder"] }).Plugins.ShouldBeEmpty();
    }

    [Fact]
    public void AFolderWithoutAPluginSaysSo()
    {
        using PluginFolder folder = new();
        File.WriteAllText(Path.Combine(folder.AddEmpty("readme-only"), "readme.txt"), "nothing here");

        PluginReport plugin = folder.Discover().Plugins.ShouldHaveSingleItem();

        plugin.Status.ShouldBe(PluginStatus.Faulted);
        plugin.Name.ShouldBe("readme-only");
        plugin.Reason.ShouldContain("no assembly with [assembly: BitRLPlugin]");
    }

    [Fact]
    public void TwoPluginsInOneFolderAreRefusedUnlessTheManifestNamesOne()
    {
        using PluginFolder folder = new();
        string both = folder.Add("OwnContracts", "both");
        File.Copy(
            Path.Combine(AppContext.BaseDirectory, "TestPlugins", "TestPlugin.Throws", "TestPlugin.Throws.dll"), Path.Combine(both, "TestPlugin.Throws.dll"));
        File.WriteAllText(Path.Combine(both, "TestPlugin.Throws.deps.json"), "{}");

        PluginReport refused = folder.Discover().Plugins.ShouldHaveSingleItem();
        File.WriteAllText(Path.Combine(both, "plugin.json"), """{"assembly":"TestPlugin.OwnContracts.dll"}""");
        PluginReport named = folder.Discover().Plugins.ShouldHaveSingleItem();

        refused.Status.ShouldBe(PluginStatus.Faulted);
        refused.Reason.ShouldContain("TestPlugin.OwnContracts.dll, TestPlugin.Throws.dll");
        named.Status.ShouldBe(PluginStatus.Found);
    }

    [Fact]
    public void HiddenFoldersAreLeftAlone()
    {
        using PluginFolder folder = new();
        folder.Add("OwnContracts", ".cache");

        folder.Discover().Plugins.ShouldBeEmpty();
    }

    [Fact]
    public void StandardFoldersPutOursBeforeTheUsers()
    {
        PluginHostOptions options = PluginHostOptions.Standard("/app", $"/one{Path.PathSeparator} {Path.PathSeparator}/two", "/users/me");

        options.Roots.ShouldBe(["/app/backends", "/app/envs", "/app/plugins", "/one", "/two", "/users/me/.bitrl/plugins"]);
    }

    [Fact]
    public void WithoutAHomeThereIsNoHomeFolder()
    {
        PluginHostOptions.Standard("/app", null, "").Roots.ShouldBe(["/app/backends", "/app/envs", "/app/plugins"]);
    }
}
