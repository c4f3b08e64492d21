using System.Reflection;
using System.Runtime.InteropServices;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.BitNetCpp.Interop;

/// <summary>
/// The native library: found beside this assembly and nowhere else, loaded once, and asked for its version before anything is called. Thread-safe.
/// </summary>
internal static class NativeKernels
{
    // Where the build could not make the library, it leaves the reason here.
    private const string ReasonFile = "bitrl_kernels.missing.txt";

    private static readonly Lazy<string?> Failure = new(Load);

    /// <summary>Why the library cannot be used; null where it can.</summary>
    public static string? Problem => Failure.Value;

    /// <summary>Makes sure that the library can be called.</summary>
    /// <exception cref="BackendUnavailableException">It cannot; the message says why and what to do.</exception>
    public static void Require()
    {
        if (Problem is { } problem)
        {
            throw new BackendUnavailableException(problem);
        }
    }

    /// <summary>Where the library should lie for an assembly folder.</summary>
    internal static string PathBeside(string folder)
    {
        (string system, string file) = OperatingSystem.IsWindows() ? ("win", "bitrl_kernels.dll")
            : OperatingSystem.IsMacOS() ? ("osx", "libbitrl_kernels.dylib")
            : ("linux", "libbitrl_kernels.so");
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return Path.Combine(folder, "runtimes", $"{system}-{architecture}", "native", file);
    }

    /// <summary>What to say where there is no library.</summary>
    internal static string MissingMessage(string path)
    {
        string reason = Path.Combine(Path.GetDirectoryName(path)!, ReasonFile);
        string found = File.Exists(reason)
            ? File.ReadAllText(reason).Trim()
            : "it was never built";
        return $"the native kernels are not there ({path}): {found}. Install a C++ compiler and CMake (apt-get install g++ cmake, dnf install gcc-c++ cmake, "
            + "brew install cmake) and build again; until then use --backend cpu";
    }

    private static string? Load()
    {
        string folder = Path.GetDirectoryName(typeof(NativeKernels).Assembly.Location) ?? "";
        string path = PathBeside(folder);
        if (!File.Exists(path))
        {
            return MissingMessage(path);
        }

        try
        {
            nint library = NativeLibrary.Load(path);
            NativeLibrary.SetDllImportResolver(typeof(NativeKernels).Assembly, (string name, Assembly _, DllImportSearchPath? _) => name == NativeMethods.Library ? library : 0);
            uint version = NativeMethods.bitrl_abi_version();
            return version == NativeMethods.AbiVersion
                ? null
                : $"the native kernels ({path}) have interface version {version} where {NativeMethods.AbiVersion} is needed: build again, or install the backend again";
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return $"the native kernels ({path}) cannot be loaded: {error.Message}. Build them again on this machine; until then use --backend cpu";
        }
    }
}
