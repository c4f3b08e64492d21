using System.Reflection;

namespace BitRL.Plugins.Discovery;

/// <summary>What a plugin's assembly says about itself before it is loaded.</summary>
/// <param name="AssemblyPath">Absolute path of the assembly.</param>
/// <param name="AssemblyName">Its simple name.</param>
/// <param name="ContractVersion">"Major.Minor" from its attribute, as written there.</param>
/// <param name="EntryPoint">Full name of the entry type, as the attribute names it.</param>
/// <param name="Abilities">Contract providers that it mentions; all where it mentions none (a helper assembly may register for it).</param>
/// <param name="References">Assemblies that it references.</param>
internal sealed record PluginMetadata(
    string AssemblyPath,
    string AssemblyName,
    string ContractVersion,
    string EntryPoint,
    PluginAbilities Abilities,
    IReadOnlyList<AssemblyName> References);
