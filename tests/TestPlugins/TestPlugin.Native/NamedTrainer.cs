using BitRL.Contracts.Plugins;
using BitRL.Contracts.Training;

namespace TestPlugin.Native;

/// <summary>The smallest provider there is: a name to be found by.</summary>
internal sealed class NamedTrainer(string name) : ITrainerProvider
{
    public string Name { get; } = name;

    public IReadOnlyList<SettingDescriptor> Settings => [];

    public ITrainer Create(TrainerDescriptor descriptor, IReadOnlyDictionary<string, string> settings) => throw new NotSupportedException();
}
