using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using BitRL.Contracts.Plugins;

namespace BitRL.Plugins.Loading;

/// <summary>
/// A plugin's own load context (docs/decisions/0006): the contracts come from the host, everything else from the plugin's folder, so that two
/// plugins may use two versions of one library. Not unloadable: drivers and native threads outlive contexts. Thread-safe.
/// </summary>
internal sealed class PluginLoadContext : AssemblyLoadContext
{
    // What the contracts refer to is part of their signatures, so a plugin's private copy of it would make other types of the same name.
    private static readonly HashSet<string> Shared =
    [
        typeof(IBitRLPlugin).Assembly.GetName().Name!,
        .. typeof(IBitRLPlugin).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!),
    ];

    private readonly AssemblyDependencyResolver _resolver;
    private readonly string _folder;

    /// <param name="assemblyPath">The plugin's main assembly, absolute; its <c>.deps.json</c> is read where there is one.</param>
    /// <exception cref="InvalidOperationException">The <c>.deps.json</c> is damaged.</exception>
    public PluginLoadContext(string assemblyPath)
        : base($"plugin {Path.GetFileNameWithoutExtension(assemblyPath)}")
    {
        _resolver = new AssemblyDependencyResolver(assemblyPath);
        _folder = Path.GetDirectoryName(assemblyPath)!;
    }

    /// <summary>Where the plugin brings an assembly of its own.</summary>
    /// <returns>Null where it brings none, or where the host's is used in any case.</returns>
    public string? Locate(AssemblyName name)
    {
        if (Shared.Contains(name.Name!))
        {
            return null;
        }

        // Beside the plugin, for libraries that were copied there by hand.
        string beside = Path.Combine(_folder, name.Name + ".dll");
        return _resolver.ResolveAssemblyToPath(name) ?? (File.Exists(beside) ? beside : null);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        Locate(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string? path = _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) ?? NativeCandidates(unmanagedDllName).FirstOrDefault(File.Exists);
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }

    // Libraries that were copied as plain content are in no .deps.json.
    private IEnumerable<string> NativeCandidates(string name)
    {
        if (Path.GetFileName(name) != name)
        {
            yield break;
        }

        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        foreach (string folder in (string[])[_folder, Path.Combine(_folder, "runtimes", $"{system}-{architecture}", "native")])
        {
            yield return Path.Combine(folder, name);
            yield return Path.Combine(folder, $"lib{name}.so");
            yield return Path.Combine(folder, $"lib{name}.dylib");
            yield return Path.Combine(folder, $"{name}.dll");
        }
    }
}
