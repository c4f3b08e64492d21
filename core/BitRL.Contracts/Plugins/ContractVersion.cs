namespace BitRL.Contracts.Plugins;

/// <summary>
/// The version of this contract. <c>AssemblyVersion</c> never moves within a major version, so the minor version travels as a
/// constant that the compiler bakes into <see cref="BitRLPluginAttribute"/> of each plugin; the host reads it before it loads anything.
/// </summary>
public static class ContractVersion
{
    /// <summary>Plugins built against another major version are refused.</summary>
    public const int Major = 1;

    /// <summary>Plugins built against a higher minor version are refused; a lower one is accepted.</summary>
    public const int Minor = 0;

    /// <summary>"<c>Major.Minor</c>", the value to write in <see cref="BitRLPluginAttribute"/>.</summary>
    public const string Value = "1.0";
}
