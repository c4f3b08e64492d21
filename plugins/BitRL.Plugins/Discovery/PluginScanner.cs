using BitRL.Plugins.Compatibility;

namespace BitRL.Plugins.Discovery;

/// <summary>Looks for plugins in folders. Reads metadata only: no code of a plugin runs here.</summary>
internal static class PluginScanner
{
    /// <summary>All plugin folders under the roots, each with a status of Found, Disabled, Incompatible or Faulted.</summary>
    public static IEnumerable<PluginEntry> Scan(IEnumerable<string> roots)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string root in roots)
        {
            foreach (PluginEntry entry in ScanRoot(Path.GetFullPath(root)))
            {
                if (seen.Add(entry.Folder))
                {
                    yield return entry;
                }
            }
        }
    }

    private static IEnumerable<PluginEntry> ScanRoot(string root)
    {
        if (!Directory.Exists(root))
        {
            return [];
        }

        try
        {
            return IsPluginFolder(root)
                ? [Examine(root)]
                : [.. Directory.EnumerateDirectories(root)
                    .Where(folder => Path.GetFileName(folder)[0] != '.')
                    .Order(StringComparer.Ordinal)
                    .Select(Examine)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [PluginEntry.Faulted(root, $"cannot read the folder: {e.Message}")];
        }
    }

    private static bool IsPluginFolder(string root) =>
        File.Exists(Path.Combine(root, PluginManifest.FileName)) || Directory.EnumerateFiles(root, "*.deps.json").Any();

    private static PluginEntry Examine(string folder)
    {
        try
        {
            PluginManifest? manifest = PluginManifest.Read(folder);
            return manifest is { Enabled: false }
                ? PluginEntry.Disabled(folder, manifest.Name, $"switched off by \"enabled\": false in {PluginManifest.FileName}")
                : Examine(folder, manifest);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return PluginEntry.Faulted(folder, e.Message);
        }
    }

    private static PluginEntry Examine(string folder, PluginManifest? manifest)
    {
        IReadOnlyList<PluginMetadata> found = manifest?.Assembly is { } named ? Named(folder, named) : Search(folder);
        if (found.Count != 1)
        {
            string files = string.Join(", ", found.Select(f => Path.GetFileName(f.AssemblyPath)));
            return PluginEntry.Faulted(folder, found.Count == 0
                ? "no assembly with [assembly: BitRLPlugin] in the folder"
                : $"several plugins in one folder ({files}); give each its own, or name one as \"assembly\" in {PluginManifest.FileName}");
        }

        string? objection = ContractCompatibility.Object(found[0]);
        return new PluginEntry(folder, manifest?.Name ?? found[0].AssemblyName, found[0])
        {
            Status = objection is null ? PluginStatus.Found : PluginStatus.Incompatible,
            Reason = objection ?? "",
        };
    }

    private static IReadOnlyList<PluginMetadata> Named(string folder, string assembly)
    {
        string path = Path.Combine(folder, assembly);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{PluginManifest.FileName} names the assembly '{assembly}', which is not in the folder");
        }

        return PluginMetadataReader.Read(path) is { } metadata ? [metadata] : [];
    }

    // A plugin is built with EnableDynamicLoading and so has a .deps.json beside it; its libraries have none. Looking there first spares
    // opening the dozens of libraries that some plugins bring.
    private static IReadOnlyList<PluginMetadata> Search(string folder)
    {
        string[] files = Directory.GetFiles(folder, "*.dll");
        Array.Sort(files, StringComparer.Ordinal);
        List<PluginMetadata> found = ReadAll(Array.FindAll(files, HasDependencyList));
        return found.Count > 0 ? found : ReadAll(Array.FindAll(files, f => !HasDependencyList(f)));
    }

    private static bool HasDependencyList(string assembly) => File.Exists(Path.ChangeExtension(assembly, ".deps.json"));

    private static List<PluginMetadata> ReadAll(IEnumerable<string> files) =>
        [.. files.Select(PluginMetadataReader.Read).OfType<PluginMetadata>()];
}
