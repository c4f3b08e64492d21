using System.Diagnostics;

namespace BitRL.Architecture.Tests.Repository;

/// <summary>The files of the repository.</summary>
internal static class Tree
{
    private static readonly string[] BuildOutputs = ["artifacts", "bin", "obj", ".git", "TestResults", "runs", "__mismatch__"];

    /// <summary>Absolute path of the root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All files that are tracked, or would be, as paths relative to the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. ListFiles().Where(f => File.Exists(Path.Combine(Root, f))).Order(StringComparer.Ordinal)];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no Directory.Packages.props above {AppContext.BaseDirectory}: the tests run from a build inside the repository");
    }

    // A source archive has no git: then everything but build outputs counts.
    private static IEnumerable<string> ListFiles() =>
        Git("ls-files", "--cached", "--others", "--exclude-standard") ?? Walk(Root).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'));

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(
            Directory.EnumerateDirectories(folder).Where(d => !BuildOutputs.Contains(Path.GetFileName(d))).SelectMany(Walk));

    private static string[]? Git(params string[] arguments)
    {
        ProcessStartInfo start = new("git", ["-C", Root, "-c", "safe.directory=*", .. arguments]) 
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process git = Process.Start(start)!;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            string output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
