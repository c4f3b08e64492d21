namespace BitRL.Contracts.Plugins;

/// <summary>
/// Marks an assembly as a plugin: <c>[assembly: BitRLPlugin(ContractVersion.Value, typeof(MyPlugin))]</c>. The host reads it from
/// metadata, without loading the assembly.
/// </summary>
/// <param name="contractVersion">"Major.Minor" that the plugin was compiled against: always <see cref="ContractVersion.Value"/>.</param>
/// <param name="entryPoint">A public sealed class with a parameterless constructor that implements <see cref="IBitRLPlugin"/>.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class BitRLPluginAttribute(string contractVersion, Type entryPoint) : Attribute
{
    /// <summary>"Major.Minor" that the plugin was compiled against.</summary>
    public string ContractVersion { get; } = contractVersion;

    /// <summary>The class that registers what the plugin offers.</summary>
    public Type EntryPoint { get; } = entryPoint;
}
