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
        SmartHomeSettings settings = SmartHomeSettings.Parse(options.Settings);
        return settings.HasWordedActions ? new WordedCallsEnvironment(options.Count, settings.Wordings) : new SmartHomeEnvironment(options.Count, settings.Wordings);
    }
}
