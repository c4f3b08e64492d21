using BitRL.Contracts.Environments;
using BitRL.Contracts.Plugins;

namespace BitRL.Envs.SmartHome.Stepping;

/// <summary>Offers SmartHome-Light-v0.</summary>
internal sealed class SmartHomeProvider : IEnvironmentProvider
{
    public EnvironmentDescriptor Descriptor => SmartHomeEnvironment.SharedDescriptor;

    public IReadOnlyList<SettingDescriptor> Settings => SmartHomeSettings.Descriptors;

    public IVectorEnvironment Create(EnvironmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new SmartHomeEnvironment(options.Count, SmartHomeSettings.Parse(options.Settings).Wordings);
    }
}
