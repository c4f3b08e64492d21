namespace BitRL.Plugins.Discovery;

/// <summary>One plugin folder and how far it got: the host's own, changing record. Guarded by the host's lock.</summary>
/// <param name="folder">Absolute.</param>
/// <param name="name">Name to show.</param>
/// <param name="metadata">Null where none could be read.</param>
internal sealed class PluginEntry(string folder, string name, PluginMetadata? metadata)
{
    public string Folder { get; } = folder;

    public string Name { get; } = name;

    public PluginMetadata? Metadata { get; } = metadata;

    public PluginStatus Status { get; set; }

    public string Reason { get; set; } = "";

    public IReadOnlyList<string> Offers { get; set; } = [];

    public static PluginEntry Faulted(string folder, string reason) =>
        new(folder, Path.GetFileName(folder), metadata: null) { Status = PluginStatus.Faulted, Reason = reason };

    public static PluginEntry Disabled(string folder, string? name, string reason) =>
        new(folder, name ?? Path.GetFileName(folder), metadata: null) { Status = PluginStatus.Disabled, Reason = reason };

    public bool MayOffer(PluginAbilities abilities) => Metadata is not null && (Metadata.Abilities & abilities) != PluginAbilities.None;

    public PluginReport Report() => new(
        Name, Status, Reason, Folder, Metadata?.ContractVersion ?? "", Metadata?.Abilities ?? PluginAbilities.None, Offers);
}
