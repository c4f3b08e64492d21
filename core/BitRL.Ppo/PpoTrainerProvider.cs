using BitRL.Contracts.Plugins;
using BitRL.Contracts.Training;

namespace BitRL.Ppo;

/// <summary>Offers <see cref="PpoTrainer"/> under the name <c>ppo</c>. Thread-safe.</summary>
public sealed class PpoTrainerProvider : ITrainerProvider
{
    /// <inheritdoc/>
    public string Name => "ppo";

    /// <inheritdoc/>
    public IReadOnlyList<SettingDescriptor> Settings => PpoSettings.All;

    /// <inheritdoc/>
    public ITrainer Create(TrainerDescriptor descriptor, IReadOnlyDictionary<string, string> settings) => new PpoTrainer(descriptor, PpoSettings.Parse(settings));
}
