using BitRL.Envs.MuJoCo.Native;
using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Native;

public sealed class MuJoCoInstallationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bitrl-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AFolderWithoutHeadersIsRefusedWithThePackageThatHasThem() =>
        Should.Throw<MuJoCoUnavailableException>(() => MuJoCoInstallation.Find(_folder)).Message
            .ShouldSatisfyAllConditions(m => m.ShouldContain("no include/mujoco/mujoco.h"), m => m.ShouldContain("libmujoco-dev"), m => m.ShouldContain(_folder));

    [Fact]
    public void HeadersWithoutALibraryAreNotEnough()
    {
        Touch("include/mujoco/mujoco.h");
        Should.Throw<MuJoCoUnavailableException>(() => MuJoCoInstallation.Find(_folder)).Message.ShouldContain("no libmujoco.so");
    }

    [Theory]
    [InlineData("include/mujoco/mujoco.h", "lib/libmujoco.so.3.2.1")]
    [InlineData("include/mujoco/mujoco.h", "lib/x86_64-linux-gnu/libmujoco.so")]
    [InlineData("include/mujoco/mujoco.h", "libmujoco.so.3.1.0")]
    [InlineData("mujoco/mujoco.h", "lib/libmujoco.so")]
    public void TheLayoutsOfReleasesSystemsAndPackagesAreFound(string header, string library)
    {
        Touch(header);
        Touch(library);
        MuJoCoInstallation.Find(_folder).Library.ShouldBe(Path.Combine(_folder, library));
    }

    [Fact]
    public void ABridgeThatDoesNotCompileSaysWhatTheCompilerSaid()
    {
        Touch("include/mujoco/mujoco.h");
        Touch("lib/libmujoco.so");
        string cache = Path.Combine(_folder, "cache");
        Should.Throw<MuJoCoUnavailableException>(() => ShimCompiler.Get(MuJoCoInstallation.Find(_folder), cache)).Message
            .ShouldMatch("(does not compile|cannot be started)");
        Directory.GetFiles(cache).ShouldBeEmpty();
    }

    private void Touch(string path)
    {
        string file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
    }
}
