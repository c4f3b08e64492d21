using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace BitRL.Envs.MuJoCo.Native;

/// <summary>
/// Compiles the shim at its first use, against the headers that are there (docs/decisions/0014), and keeps it in the user's cache under a name that
/// says what it was made of.
/// </summary>
internal static class ShimCompiler
{
    private const string Source = "bitrl_mujoco.c";

    /// <summary>Returns the shim for an installation.</summary>
    /// <param name="installation">Headers and library.</param>
    /// <param name="cache">Folder for compiled shims; made where it is missing.</param>
    /// <exception cref="MuJoCoUnavailableException">There is no C compiler, it fails, or the cache cannot be written.</exception>
    public static string Get(MuJoCoInstallation installation, string cache)
    {
        string source = ReadSource();
        string shim = Path.Combine(cache, $"bitrl_mujoco-{Fingerprint(source, installation)}.so");
        if (File.Exists(shim))
        {
            return shim;
        }

        try
        {
            Directory.CreateDirectory(cache);
            string folder = Directory.CreateTempSubdirectory("bitrl-mujoco-").FullName;
            try
            {
                string file = Path.Combine(folder, Source);
                File.WriteAllText(file, source);
                Compile(file, installation, Path.Combine(folder, "shim.so"));

                // Within the cache's file system a move is atomic: another process sees all of the shim or none.
                string ready = $"{shim}.{Environment.ProcessId}";
                File.Copy(Path.Combine(folder, "shim.so"), ready, overwrite: true);
                File.Move(ready, shim, overwrite: true);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new MuJoCoUnavailableException($"the compiled bridge to MuJoCo cannot be kept in '{cache}': {error.Message}. Let XDG_CACHE_HOME name a folder that can be written", error);
        }

        return shim;
    }

    /// <summary>The user's cache folder for shims.</summary>
    public static string DefaultCache()
    {
        string? configured = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(string.IsNullOrEmpty(configured) ? Path.Combine(home, ".cache") : configured, "bitrl");
    }

    private static string ReadSource()
    {
        using Stream stream = typeof(ShimCompiler).Assembly.GetManifestResourceStream(Source)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static string Fingerprint(string source, MuJoCoInstallation installation)
    {
        FileInfo library = new(installation.Library);
        FileInfo header = new(Path.Combine(installation.Include, "mujoco", "mujoco.h"));
        string all = string.Join('\n', source, installation.Include, installation.Library, library.Length, library.LastWriteTimeUtc.Ticks, header.Length, header.LastWriteTimeUtc.Ticks);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..16];
    }

    private static void Compile(string source, MuJoCoInstallation installation, string output)
    {
        string compiler = Environment.GetEnvironmentVariable("CC") is { Length: > 0 } chosen ? chosen : "cc";
        ProcessStartInfo start = new(compiler)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            ArgumentList =
            {
                "-O2", "-shared", "-fPIC", "-fvisibility=hidden", "-I", installation.Include, "-o", output, source, installation.Library,
                $"-Wl,-rpath,{Path.GetDirectoryName(installation.Library)}", "-lm",
            },
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new MuJoCoUnavailableException($"the bridge to MuJoCo does not compile against {installation.Include} ({compiler} ended with code {process.ExitCode}): {errors.Result.Trim()}");
            }
        }
        catch (Win32Exception error)
        {
            throw new MuJoCoUnavailableException($"physics=mujoco compiles a small bridge at its first use, but '{compiler}' cannot be started: {error.Message}. Install a C compiler (apt install gcc), or let CC name one", error);
        }
    }
}
