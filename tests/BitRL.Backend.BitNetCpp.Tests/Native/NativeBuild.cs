using Shouldly;

namespace BitRL.Backend.BitNetCpp.Tests.Native;

/// <summary>One build of the native tests, kept in the artifacts folder, so that a second run builds nothing.</summary>
internal static class NativeBuild
{
    /// <summary>Builds with CMake.</summary>
    /// <param name="name">Folder below artifacts/native.</param>
    /// <param name="options">CMake's.</param>
    /// <returns>The test program.</returns>
    public static string Make(string name, params string[] options)
    {
        string root = Root();
        string folder = Path.Combine(root, "artifacts", "native", name);
        string source = Path.Combine(root, "backends", "BitRL.Backend.BitNetCpp", "native");
        Succeed("cmake", ["-S", source, "-B", folder, "-DBITRL_TESTS=ON", .. options]);
        Succeed("cmake", ["--build", folder, "--target", "kernel_tests", "--parallel", "2"]);
        return Path.Combine(folder, "tests", "kernel_tests");
    }

    /// <summary>Runs a test program, and checks its last line and exit code.</summary>
    /// <returns>All that it printed.</returns>
    public static string Test(string program, params string[] arguments)
    {
        (int code, string output) = Tool.Run(program, arguments);
        code.ShouldBe(0, output);
        output.TrimEnd().Split('\n')[^1].ShouldMatch(@"^[1-9]\d* passed, 0 failed$", output);
        return output;
    }

    private static void Succeed(string program, string[] arguments)
    {
        (int code, string output) = Tool.Run(program, arguments);
        code.ShouldBe(0, output);
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BitRL.Toolkit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"no BitRL.Toolkit.sln above {AppContext.BaseDirectory}");
    }
}
