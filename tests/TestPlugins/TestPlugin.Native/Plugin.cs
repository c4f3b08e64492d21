using System.Runtime.InteropServices;
using BitRL.Contracts.Plugins;
using TestPlugin.Native;

[assembly: BitRLPlugin(ContractVersion.Value, typeof(Plugin))]

namespace TestPlugin.Native;

/// <summary>Calls a native library that it brings in its own folder.</summary>
public sealed class Plugin : IBitRLPlugin
{
    public void Register(IPluginRegistry registry) => registry.Add(new NamedTrainer($"native-{ProcessId() > 0}"));

    [DllImport("testnative", EntryPoint = "SystemNative_GetPid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int ProcessId();
}
