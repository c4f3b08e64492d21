namespace BitRL.Plugins;

/// <summary>The state of one plugin, as <c>bitrl plugin list</c> shows it. A snapshot.</summary>
/// <param name="Name">Name from the manifest, else of the assembly, else of the folder.</param>
/// <param name="Status">How far it got.</param>
/// <param name="Reason">Why it is not usable and what to do; empty where all is well.</param>
/// <param name="Folder">Its folder, absolute.</param>
/// <param name="ContractVersion">"Major.Minor" that it was compiled against; empty where unknown.</param>
/// <param name="Abilities">What it may offer; <see cref="PluginAbilities.None"/> where nothing could be read.</param>
/// <param name="Offers">What it registered, as "kind name"; empty unless loaded.</param>
public sealed record PluginReport(
    string Name,
    PluginStatus Status,
    string Reason,
    string Folder,
    string ContractVersion,
    PluginAbilities Abilities,
    IReadOnlyList<string> Offers);
