using BitRL.Contracts.Plugins;

namespace BitRL.Contracts.Training;

/// <summary>Offers a training algorithm. Thread-safe.</summary>
public interface ITrainerProvider
{
    /// <summary>Name for the <c>trainer</c> key of a configuration, lower case.</summary>
    string Name { get; }

    /// <summary>Settings that <see cref="Create"/> understands.</summary>
    IReadOnlyList<SettingDescriptor> Settings { get; }

    /// <summary>Makes a learner. The caller disposes it.</summary>
    /// <exception cref="ArgumentException">A setting has a value that it cannot take; the message names all such.</exception>
    ITrainer Create(TrainerDescriptor descriptor, IReadOnlyDictionary<string, string> settings);
}
