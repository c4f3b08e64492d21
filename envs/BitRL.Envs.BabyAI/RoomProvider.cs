using BitRL.Contracts.Environments;
using BitRL.Contracts.Plugins;

namespace BitRL.Envs.BabyAI;

/// <summary>Offers one level. It has no settings: the original defines every constant.</summary>
internal sealed class RoomProvider(Level level) : IEnvironmentProvider
{
    public EnvironmentDescriptor Descriptor { get; } = new()
    {
        Id = level.Id,
        Description = level.Description,
        Actions = ActionSpace.Discrete((int)RoomAction.Done + 1),
        Schema = RoomObservation.Schema,
        ObservationSize = RawView.Size,
        MaxEpisodeSteps = Room.MaxSteps,
    };

    public IReadOnlyList<SettingDescriptor> Settings => [];

    public IVectorEnvironment Create(EnvironmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Settings.Keys.FirstOrDefault() is { } unknown
            ? throw new ArgumentException($"{level.Id} has no setting '{unknown}'; it has none at all", nameof(options))
            : new RoomEnvironment(level, Descriptor, options.Count);
    }
}
