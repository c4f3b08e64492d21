using System.Runtime.CompilerServices;
using Snapshooter;
using Snapshooter.Xunit;

namespace BitRL.Generators.Tests.TestHost;

/// <summary>
/// Compares a text with the file of its name in <c>__snapshots__</c> beside the test. A missing file fails, here as in CI; to write new and
/// changed ones set <c>BITRL_ACCEPT_SNAPSHOTS=1</c>, run the tests, and read the diff.
/// </summary>
internal static class Snapshots
{
    public static void Match(string text, string name, [CallerFilePath] string testFile = "")
    {
        string folder = Path.GetDirectoryName(testFile)!;
        if (Environment.GetEnvironmentVariable("BITRL_ACCEPT_SNAPSHOTS") == "1")
        {
            string snapshots = Directory.CreateDirectory(Path.Combine(folder, "__snapshots__")).FullName;
            File.WriteAllText(Path.Combine(snapshots, name + ".snap"), text);
            return;
        }

        Environment.SetEnvironmentVariable("SNAPSHOOTER_STRICT_MODE", "on");
        Snapshot.Match(text, new SnapshotFullName(name + ".snap", folder));
    }
}
