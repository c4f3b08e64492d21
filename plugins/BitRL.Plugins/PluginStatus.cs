namespace BitRL.Plugins;

/// <summary>How far a plugin got. Every folder that a host looked into ends in one of these, with a reason where something is wrong.</summary>
public enum PluginStatus
{
    /// <summary>Found and fit to be loaded; nothing has asked for it yet.</summary>
    Found,

    /// <summary>Loaded and registered.</summary>
    Loaded,

    /// <summary>Switched off by its manifest.</summary>
    Disabled,

    /// <summary>Built against a contract that this host does not offer. Nothing of it was run.</summary>
    Incompatible,

    /// <summary>An assembly or native library that it needs is not there.</summary>
    MissingDependency,

    /// <summary>Not a usable plugin, a refused manifest, or an exception while it loaded. What it had registered was dropped.</summary>
    Faulted,
}
