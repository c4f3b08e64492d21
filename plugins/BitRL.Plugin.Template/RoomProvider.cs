using BitRL.Contracts.Environments;
using BitRL.Contracts.Plugins;

namespace BitRL.Plugin.Template;

/// <summary>Says what the environment is and makes batches of it.</summary>
internal sealed class RoomProvider : IEnvironmentProvider
{
    /// <inheritdoc/>
    public EnvironmentDescriptor Descriptor { get; } = new()
    {
        Id = "TemplateRoom-v0",
        Description = "Keep a room at 20 degrees by switching a heater",
        Actions = ActionSpace.Discrete(2),
        Schema = RoomObservation.Schema,
        ObservationSize = 2,
        MaxEpisodeSteps = 100,
    };

    /// <inheritdoc/>
    public IReadOnlyList<SettingDescriptor> Settings => [];

    /// <inheritdoc/>
    public IVectorEnvironment Create(EnvironmentOptions options) => new RoomEnvironment(Descriptor, options.Count);
}
