using System.Collections.Immutable;
using BitRL.Contracts.Plugins;
using BitRL.Envs.SmartHome.Requests;

namespace BitRL.Envs.SmartHome.Stepping;

/// <summary>What a user can set.</summary>
/// <param name="Wordings">Which sentences residents say.</param>
internal sealed record SmartHomeSettings(Wordings Wordings)
{
    private const string WordingsName = "wordings";

    /// <summary>All settings.</summary>
    public static readonly ImmutableArray<SettingDescriptor> Descriptors =
        [new(WordingsName, "train", "Which sentences residents say: train, heldout (other sentences of the same words, to evaluate with) or all.")];

    /// <summary>Reads settings.</summary>
    /// <exception cref="ArgumentException">An unknown setting or value.</exception>
    public static SmartHomeSettings Parse(IReadOnlyDictionary<string, string> settings)
    {
        if (settings.Keys.FirstOrDefault(name => name != WordingsName) is { } unknown)
        {
            throw new ArgumentException($"there is no setting '{unknown}'; there is {WordingsName}", nameof(settings));
        }

        string wordings = settings.GetValueOrDefault(WordingsName, Descriptors[0].DefaultValue);
        return new SmartHomeSettings(wordings switch
        {
            "train" => Wordings.Train,
            "heldout" => Wordings.HeldOut,
            "all" => Wordings.All,
            _ => throw new ArgumentException($"{WordingsName} is '{wordings}'; it must be train, heldout or all", nameof(settings)),
        });
    }
}
