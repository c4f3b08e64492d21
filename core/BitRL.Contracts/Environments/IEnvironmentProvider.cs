using BitRL.Contracts.Plugins;

namespace BitRL.Contracts.Environments;

/// <summary>Offers one environment. Thread-safe.</summary>
public interface IEnvironmentProvider
{
    /// <summary>What the environment is, with its default settings.</summary>
    EnvironmentDescriptor Descriptor { get; }

    /// <summary>Settings that <see cref="EnvironmentOptions.Settings"/> may hold.</summary>
    IReadOnlyList<SettingDescriptor> Settings { get; }

    /// <summary>Makes a batch of copies. The caller disposes it.</summary>
    /// <exception cref="ArgumentException">A setting has a value that the environment cannot take; the message names it.</exception>
    IVectorEnvironment Create(EnvironmentOptions options);
}
