namespace BitRL.Contracts.Plugins;

/// <summary>The entry point of a plugin. Created once, on the host's loading thread.</summary>
public interface IBitRLPlugin
{
    /// <summary>Registers what the plugin offers. Must be cheap: no device is opened, no file is read, no native library is loaded here.</summary>
    /// <param name="registry">The host's registry, valid during this call only.</param>
    void Register(IPluginRegistry registry);
}
