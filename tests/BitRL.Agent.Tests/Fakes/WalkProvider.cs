using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Contracts.Plugins;

namespace BitRL.Agent.Tests.Fakes;

/// <summary>Offers the walk.</summary>
internal sealed class WalkProvider(string schemaHash = "0123456789abcdef", WalkFaults? faults = null, int actions = 2) : IEnvironmentProvider
{
    public List<WalkEnvironment> Made { get; } = [];

    /// <summary>The slope of each of them.</summary>
    public List<string> Slopes { get; } = [];

    public EnvironmentDescriptor Descriptor { get; } = new()
    {
        Id = "Walk-v0",
        Description = "A noisy walk on a line.",
        Actions = ActionSpace.Discrete(actions),
        Schema = new ObservationSchema("Walk", [], TextStyles.Compact, schemaHash, MaxEpisodeBytes: 0, MaxStepBytes: 32)
        {
            Prefixes = [default, Encoding.UTF8.GetBytes("Walk\n"), default],
        },
        ObservationSize = 2,
        MaxEpisodeSteps = 12,
    };

    public IReadOnlyList<SettingDescriptor> Settings => [new("slope", "0", "Not used by the walk.")];

    public IVectorEnvironment Create(EnvironmentOptions options)
    {
        string slope = options.Settings.GetValueOrDefault("slope", "0");
        if (slope is not ("0" or "2"))
        {
            throw new ArgumentException($"slope is {slope}; it must be 0 or 2");
        }

        var environment = new WalkEnvironment(Descriptor, options.Count, Made.Count == 0 ? faults ?? new WalkFaults() : new WalkFaults());
        Made.Add(environment);
        Slopes.Add(slope);
        return environment;
    }
}
