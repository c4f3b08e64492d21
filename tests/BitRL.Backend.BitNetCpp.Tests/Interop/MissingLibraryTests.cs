using System.Reflection;
using System.Runtime.Loader;
using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Backend.BitNetCpp.Tests.Interop;

/// <summary>The assembly in a folder where the library is missing, or is no library.</summary>
public sealed class MissingLibraryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bitrl-native-");

    [Fact]
    public void WithoutTheLibraryTheProbeNamesThePackages()
    {
        BackendProbe probe = Provider().Probe();
        probe.IsAvailable.ShouldBeFalse();
        probe.Detail.ShouldContain("it was never built");
        probe.Detail.ShouldContain("apt-get install g++ cmake");
        probe.Detail.ShouldContain("--backend cpu");
    }

    [Fact]
    public void TheReasonThatTheBuildLeftIsShown()
    {
        string library = NativeKernels.PathBeside(_folder.FullName);
        Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(library)!, "bitrl_kernels.missing.txt"), "the build found no cmake\n");
        Provider().Probe().Detail.ShouldContain("the build found no cmake.");
    }

    [Fact]
    public void AFileThatIsNoLibraryIsReportedAndNotThrown()
    {
        string library = NativeKernels.PathBeside(_folder.FullName);
        Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        File.WriteAllText(library, "not a library");
        BackendProbe probe = Provider().Probe();
        probe.IsAvailable.ShouldBeFalse();
        probe.Detail.ShouldContain("cannot be loaded");
    }

    [Fact]
    public void OpeningWithoutTheLibraryFailsWithTheSameReason()
    {
        IBackendProvider provider = Provider();
        Should.Throw<BackendUnavailableException>(() => provider.Open(new DeviceOptions { Threads = 1 })).Message.ShouldBe(provider.Probe().Detail);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    // A copy of the assembly in a context of its own, so that it looks beside itself.
    private IBackendProvider Provider()
    {
        string copy = Path.Combine(_folder.FullName, "BitRL.Backend.BitNetCpp.dll");
        File.Copy(typeof(BitNetCppBackendProvider).Assembly.Location, copy, overwrite: true);
        Assembly assembly = new AssemblyLoadContext("without the library").LoadFromAssemblyPath(copy);
        return (IBackendProvider)Activator.CreateInstance(assembly.GetType(typeof(BitNetCppBackendProvider).FullName!, throwOnError: true)!)!;
    }
}
