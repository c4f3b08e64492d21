using System.Reflection;
using System.Runtime.InteropServices;
using BitRL.Contracts.Plugins;
using TestPlugin.Native;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(Plugin))]

namespace TestPlugin.Native;

/// <summary>Brings a native library beside its assembly and finds it with a resolver, as our own native backends do.</summary>
public sealed class Plugin : IBitRLPlugin
{
    public void Register(IPluginRegistry registry)
    {
        NativeLibrary.SetDllImportResolver(typeof(Plugin).Assembly, Resolve);
        registry.Add(new NamedTrainer($"native-{ProcessId() > 0}"));
    }

    [DllImport("testnative", EntryPoint = "SystemNative_GetPid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int ProcessId();

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        NativeLibrary.Load(Path.Combine(Path.GetDirectoryName(assembly.Location)!, $"lib{name}.so"));
}
