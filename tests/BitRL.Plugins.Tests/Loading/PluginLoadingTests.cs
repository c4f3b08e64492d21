using System.Globalization;
using System.Runtime.InteropServices;
using BitRL.Contracts.Training;
using Shouldly;

namespace BitRL.Plugins.Tests.Loading;

public sealed class PluginLoadingTests
{
    [Fact]
    public void APluginThatShipsItsOwnContractsSharesOurTypes()
    {
        using PluginFolder folder = PluginFolder.With("OwnContracts");
        PluginHost host = folder.Discover();

        ITrainerProvider trainer = host.Trainer("own-contracts");

        trainer.GetType().Assembly.Location.ShouldStartWith(folder.Root);
        PluginReport plugin = host.Plugins.ShouldHaveSingleItem();
        plugin.Status.ShouldBe(PluginStatus.Loaded);
        plugin.Reason.ShouldBeEmpty();
        plugin.Offers.ShouldBe(["trainer own-contracts"]);
    }

    [Theory]
    [InlineData("TooNew", "built against contract 1.99, this host has 1.0: update bitrl")]
    [InlineData("OtherMajor", "built against contract 0.9, this host has 1.0")]
    public void AnotherContractVersionIsIncompatibleAndNothingOfItRuns(string plugin, string reason)
    {
        using PluginFolder folder = PluginFolder.With(plugin);
        PluginHost host = folder.Discover();

        host.Load();

        PluginReport report = host.Plugins.ShouldHaveSingleItem();
        report.Status.ShouldBe(PluginStatus.Incompatible);
        report.Reason.ShouldContain(reason);
        AppDomain.CurrentDomain.GetAssemblies().ShouldNotContain(a => a.Location.StartsWith(folder.Root, StringComparison.Ordinal));
    }

    [Fact]
    public void APluginThatThrowsIsFaultedAndLeavesNothingBehind()
    {
        using PluginFolder folder = PluginFolder.With("Throws");
        PluginHost host = folder.Discover();

        host.Load();

        PluginReport plugin = host.Plugins.ShouldHaveSingleItem();
        plugin.Status.ShouldBe(PluginStatus.Faulted);
        plugin.Reason.ShouldBe("TimeoutException: the licence server did not answer");
        host.Catalog.Trainers.ShouldBeEmpty();
    }

    [Fact]
    public void AnEntryPointWithoutTheInterfaceIsFaulted()
    {
        using PluginFolder folder = PluginFolder.With("NoInterface");
        PluginHost host = folder.Discover();

        host.Load();

        PluginReport plugin = host.Plugins.ShouldHaveSingleItem();
        plugin.Status.ShouldBe(PluginStatus.Faulted);
        plugin.Reason.ShouldContain("TestPlugin.NoInterface.Plugin does not implement IBitRLPlugin");
    }

    [Fact]
    public void AMissingAssemblyIsNamedBeforeAnythingRuns()
    {
        using PluginFolder folder = PluginFolder.With("MissingDependency");
        PluginHost host = folder.Discover();

        host.Load();

        PluginReport plugin = host.Plugins.ShouldHaveSingleItem();
        plugin.Status.ShouldBe(PluginStatus.MissingDependency);
        plugin.Reason.ShouldContain("TestLibrary.dll");
    }

    [Fact]
    public void TwoPluginsUseTwoVersionsOfOneLibrary()
    {
        using PluginFolder folder = PluginFolder.With("PrivateV1", "PrivateV2");

        PluginCatalog catalog = folder.Discover().Load();

        catalog.Trainers.Select(t => t.Name).ShouldBe(["library-1", "library-2"]);
    }

    [LinuxTheory]
    [InlineData("")]
    [InlineData("runtimes/linux-{0}/native")]
    public void ANativeLibraryInThePluginsFolderIsFound(string place)
    {
        using PluginFolder folder = PluginFolder.With("Native");
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        AddNativeLibrary(folder.AddEmpty(Path.Combine("Native", string.Format(CultureInfo.InvariantCulture, place, architecture))));

        folder.Discover().Load().Trainers.ShouldHaveSingleItem().Name.ShouldBe("native-True");
    }

    [Fact]
    public void AMissingNativeLibraryIsAMissingDependency()
    {
        using PluginFolder folder = PluginFolder.With("Native");
        PluginHost host = folder.Discover();

        host.Load();

        PluginReport plugin = host.Plugins.ShouldHaveSingleItem();
        plugin.Status.ShouldBe(PluginStatus.MissingDependency);
        plugin.Reason.ShouldContain("testnative");
    }

    [Fact]
    public void OneBadPluginNeverStopsTheOthers()
    {
        using PluginFolder folder = PluginFolder.With("MissingDependency", "NoInterface", "OtherMajor", "OwnContracts", "PrivateV1", "Throws", "TooNew");
        File.WriteAllText(Path.Combine(folder.AddEmpty("Garbage"), "Garbage.dll"), "MZ, but not really");
        PluginHost host = folder.Discover();

        PluginCatalog catalog = host.Load();

        catalog.Trainers.Select(t => t.Name).ShouldBe(["own-contracts", "library-1"]);
        host.Plugins.Select(p => (p.Name, p.Status)).ShouldBe(
        [
            ("Garbage", PluginStatus.Faulted),
            ("TestPlugin.MissingDependency", PluginStatus.MissingDependency),
            ("TestPlugin.NoInterface", PluginStatus.Faulted),
            ("TestPlugin.OtherMajor", PluginStatus.Incompatible),
            ("TestPlugin.OwnContracts", PluginStatus.Loaded),
            ("TestPlugin.PrivateV1", PluginStatus.Loaded),
            ("TestPlugin.Throws", PluginStatus.Faulted),
            ("TestPlugin.TooNew", PluginStatus.Incompatible),
        ]);
        host.Plugins.Where(p => p.Status != PluginStatus.Loaded).ShouldAllBe(p => p.Reason.Length > 0 && !p.Reason.Contains('\n'));
    }

    [Fact]
    public void ANameThatIsTakenFaultsTheSecondPlugin()
    {
        using PluginFolder folder = new();
        folder.Add("OwnContracts", "a");
        folder.Add("OwnContracts", "b");
        PluginHost host = folder.Discover();

        host.Load();

        host.Plugins.Select(p => p.Status).ShouldBe([PluginStatus.Loaded, PluginStatus.Faulted]);
        host.Plugins[1].Reason.ShouldContain("'own-contracts' is already offered by plugin 'TestPlugin.OwnContracts'");
    }

    [Fact]
    public void LoadingTwiceRunsAPluginOnce()
    {
        using PluginFolder folder = PluginFolder.With("OwnContracts");
        PluginHost host = folder.Discover();

        host.Load();
        host.Load();

        host.Catalog.Trainers.Count.ShouldBe(1);
        host.Plugins.ShouldHaveSingleItem().Status.ShouldBe(PluginStatus.Loaded);
    }

    // Any library will do whose function can be called; the runtime's own is on every machine that runs this.
    private static void AddNativeLibrary(string folder) => File.Copy(
        Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so"), Path.Combine(folder, "libtestnative.so"));

    private sealed class LinuxTheoryAttribute : TheoryAttribute
    {
        public LinuxTheoryAttribute() => Skip = OperatingSystem.IsLinux() ? null : "the test library is an ELF file: Linux only";
    }
}
