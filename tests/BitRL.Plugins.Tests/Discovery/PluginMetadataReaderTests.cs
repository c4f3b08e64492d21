using BitRL.Plugins.Discovery;
using CsCheck;
using Shouldly;

namespace BitRL.Plugins.Tests.Discovery;

public sealed class PluginMetadataReaderTests
{
    private static readonly string PluginPath =
        Path.Combine(AppContext.BaseDirectory, "TestPlugins", "TestPlugin.OwnContracts", "TestPlugin.OwnContracts.dll");

    [Fact]
    public void TheEntryPointIsReadAsAFullName()
    {
        PluginMetadata metadata = PluginMetadataReader.Read(PluginPath).ShouldNotBeNull();

        metadata.EntryPoint.Split(',')[0].ShouldBe("TestPlugin.OwnContracts.Plugin");
        metadata.References.ShouldContain(r => r.Name == "BitRL.Contracts");
    }

    [Fact]
    public void AnAssemblyWithoutTheAttributeIsNoPlugin() =>
        PluginMetadataReader.Read(typeof(PluginHost).Assembly.Location).ShouldBeNull();

    [Fact]
    public void DamagedAssembliesAreNoPluginAndNeverCrashTheHost()
    {
        byte[] original = File.ReadAllBytes(PluginPath);
        string path = Path.Combine(Directory.CreateTempSubdirectory("bitrl-damaged-").FullName, "damaged.dll");
        Gen<(int At, byte Value)[]> changes = Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte).Array[1, 40];

        Gen.Select(changes, Gen.Int[0, original.Length]).Sample(
            (edits, length) =>
            {
                byte[] damaged = original[..(length % 3 == 0 ? length : original.Length)];
                foreach ((int at, byte value) in edits.Where(e => e.At < damaged.Length))
                {
                    damaged[at] = value;
                }

                File.WriteAllBytes(path, damaged);
                _ = PluginMetadataReader.Read(path);
            },
            iter: 2000,
            seed: "0000KOIPe482",
            threads: 1);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
