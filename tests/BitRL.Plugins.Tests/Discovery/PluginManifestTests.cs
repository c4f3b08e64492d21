using System.Text;
using BitRL.Plugins.Discovery;
using Shouldly;

namespace BitRL.Plugins.Tests.Discovery;

public sealed class PluginManifestTests
{
    [Fact]
    public void EveryMemberIsOptional()
    {
        Read("{}").ShouldBe(new PluginManifest(null, null, Enabled: true));
    }

    [Fact]
    public void AllMembersAreRead()
    {
        Read("""{"name":"my.plugin-2","assembly":"My.Plugin.dll","enabled":false}""").ShouldBe(new PluginManifest("my.plugin-2", "My.Plugin.dll", Enabled: false));
    }

    [Fact]
    public void AByteOrderMarkIsAccepted()
    {
        Read("\uFEFF{}").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"assembly":"../Other/Other.dll"}""", "'assembly'")]
    [InlineData("""{"assembly":"/usr/lib/Other.dll"}""", "'assembly'")]
    [InlineData("""{"assembly":"sub\\Other.dll"}""", "'assembly'")]
    [InlineData("""{"assembly":"C:Other.dll"}""", "'assembly'")]
    [InlineData("""{"assembly":"..dll"}""", "'assembly'")]
    [InlineData("""{"assembly":"Other.dll\u0000.txt"}""", "'assembly'")]
    [InlineData("""{"assembly":"Other.exe"}""", "'assembly'")]
    [InlineData("""{"assembly":""}""", "'assembly'")]
    [InlineData("""{"assembly":7}""", "must be a string")]
    [InlineData("""{"assembly":"\ud800.dll"}""", "not valid Unicode")]
    [InlineData("""{"name":""}""", "'name'")]
    [InlineData("""{"name":"\u001b[31mred"}""", "'name'")]
    [InlineData("""{"name":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""", "'name'")]
    [InlineData("""{"enabled":"yes"}""", "true or false")]
    [InlineData("""{"enabled":true,"enabled":false}""", "not valid JSON")]
    [InlineData("""{"postInstall":"rm -rf /"}""", "unknown member 'postInstall'")]
    [InlineData("""{"\u001b]0;x":1}""", "unknown member '?]0;x'")]
    [InlineData("[]", "one JSON object")]
    [InlineData("null", "one JSON object")]
    [InlineData("", "not valid JSON")]
    [InlineData("{", "not valid JSON")]
    [InlineData("[[[[[[[[[[]]]]]]]]]]", "not valid JSON")]
    public void AHostileManifestIsRefusedWithAReason(string json, string reason)
    {
        InvalidDataException refused = Should.Throw<InvalidDataException>(() => Read(json));

        refused.Message.ShouldStartWith("plugin.json ");
        refused.Message.ShouldContain(reason);
        refused.Message.ShouldNotContain('\u001b');
    }

    [Fact]
    public void AHugeManifestIsRefusedWithoutReadingIt()
    {
        string json = "{\"name\":\"" + new string('a', 100_000_000) + "\"}";
        using PluginFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Root, PluginManifest.FileName), json);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<InvalidDataException>(() => PluginManifest.Read(folder.Root)).Message.ShouldContain("larger than");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void ARefusedManifestFaultsItsPluginOnly()
    {
        using PluginFolder folder = PluginFolder.With("OwnContracts", "Throws");
        File.WriteAllText(Path.Combine(folder.Root, "Throws", PluginManifest.FileName), """{"assembly":"../OwnContracts/TestPlugin.OwnContracts.dll"}""");

        IReadOnlyList<PluginReport> plugins = folder.Discover().Plugins;

        plugins.Select(p => p.Status).ShouldBe([PluginStatus.Found, PluginStatus.Faulted]);
        plugins[1].Reason.ShouldContain("without a path");
    }

    [Fact]
    public void AManifestThatNamesAMissingFileSaysSo()
    {
        using PluginFolder folder = PluginFolder.With("OwnContracts");
        File.WriteAllText(Path.Combine(folder.Root, "OwnContracts", PluginManifest.FileName), """{"assembly":"Gone.dll"}""");

        folder.Discover().Plugins.ShouldHaveSingleItem().Reason.ShouldContain("'Gone.dll', which is not in the folder");
    }

    [Fact]
    public void ADisabledPluginIsShownAndNotLoaded()
    {
        using PluginFolder folder = PluginFolder.With("OwnContracts");
        File.WriteAllText(Path.Combine(folder.Root, "OwnContracts", PluginManifest.FileName), """{"name":"resting","enabled":false}""");
        PluginHost host = folder.Discover();

        host.Load();

        PluginReport plugin = host.Plugins.ShouldHaveSingleItem();
        plugin.Status.ShouldBe(PluginStatus.Disabled);
        plugin.Name.ShouldBe("resting");
        host.Catalog.Trainers.ShouldBeEmpty();
    }

    private static PluginManifest? Read(string json)
    {
        using PluginFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Root, PluginManifest.FileName), json, new UTF8Encoding(false));
        return PluginManifest.Read(folder.Root);
    }
}
