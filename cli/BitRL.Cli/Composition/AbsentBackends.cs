using System.Runtime.InteropServices;
using System.Text.Json;

namespace BitRL.Cli.Composition;

/// <summary>
/// Backends that exist and whose plugin is not built, because it is large: known from descriptions beside the program (<c>absent/NAME.json</c>, copied from
/// the plugin's project), so that they can be listed with the reason. A plugin that is there wins over its description.
/// </summary>
internal sealed class AbsentBackends
{
    private readonly Dictionary<string, AbsentBackend> _known = new(StringComparer.OrdinalIgnoreCase);

    private AbsentBackends()
    {
    }

    /// <summary>All of them.</summary>
    public IEnumerable<AbsentBackend> All => _known.Values;

    /// <summary>Reads the descriptions of a folder; none where there is no folder.</summary>
    /// <param name="folder">Where they lie.</param>
    /// <param name="platform">"linux-arm64" and the like: the reason for it is taken, else the one for "any".</param>
    /// <exception cref="InvalidDataException">A description is damaged.</exception>
    public static AbsentBackends Read(string folder, string platform)
    {
        var absent = new AbsentBackends();
        foreach (string path in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [])
        {
            try
            {
                using var json = JsonDocument.Parse(File.ReadAllBytes(path));
                var reasons = json.RootElement.GetProperty("reasons");
                string reason = (reasons.TryGetProperty(platform, out var special) ? special : reasons.GetProperty("any")).GetString()!;
                foreach (var backend in json.RootElement.GetProperty("backends").EnumerateObject())
                {
                    absent._known[backend.Name] = new AbsentBackend(backend.Name, backend.Value.GetString()!, reason);
                }
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new InvalidDataException($"{path} does not describe absent backends ({error.Message}); build bitrl again", error);
            }
        }

        return absent;
    }

    /// <summary>Those of this program on this machine.</summary>
    public static AbsentBackends Standard()
    {
        string system = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "osx" : OperatingSystem.IsWindows() ? "win" : "other";
        return Read(Path.Combine(AppContext.BaseDirectory, "absent"), $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}");
    }

    /// <summary>Finds one by name, without regard to case.</summary>
    public AbsentBackend? Find(string name) => _known.GetValueOrDefault(name);
}
