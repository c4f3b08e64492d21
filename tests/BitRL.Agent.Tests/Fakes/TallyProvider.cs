using BitRL.Contracts.Plugins;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Tests.Fakes;

/// <summary>Offers the tally trainer.</summary>
internal sealed class TallyProvider : ITrainerProvider
{
    public List<TallyTrainer> Made { get; } = [];

    public string Name => "tally";

    public IReadOnlyList<SettingDescriptor> Settings => [new("rollout", "64", "Transitions between updates.")];

    public ITrainer Create(TrainerDescriptor descriptor, IReadOnlyDictionary<string, string> settings)
    {
        if (!int.TryParse(settings["rollout"], out int rollout))
        {
            throw new ArgumentException($"rollout is {settings["rollout"]}; a number is expected");
        }

        var trainer = new TallyTrainer(descriptor, rollout);
        Made.Add(trainer);
        return trainer;
    }
}
