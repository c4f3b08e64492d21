using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Contracts.Plugins;

namespace BitRL.Envs.Classic;

/// <summary>Offers one task. It has no settings: the originals define every constant.</summary>
internal class ClassicProvider<TState, TObservation> : IEnvironmentProvider
    where TState : struct, IClassicState<TState, TObservation>
    where TObservation : struct, IObservationText<TObservation>
{
    public EnvironmentDescriptor Descriptor => TState.Descriptor;

    public IReadOnlyList<SettingDescriptor> Settings => [];

    public IVectorEnvironment Create(EnvironmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Settings.Keys.FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"{Descriptor.Id} has no setting '{unknown}'; it has none at all", nameof(options));
        }

        return Make(options.Count);
    }

    /// <summary>Makes the copies.</summary>
    protected virtual IVectorEnvironment Make(int count) => new ClassicEnvironment<TState, TObservation>(count);
}
