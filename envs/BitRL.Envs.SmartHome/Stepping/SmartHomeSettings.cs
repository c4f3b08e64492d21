using System.Collections.Immutable;
using BitRL.Contracts.Plugins;
using BitRL.Envs.SmartHome.Requests;

namespace BitRL.Envs.SmartHome.Stepping;

/// <summary>What a user can set.</summary>
/// <param name="Wordings">Which sentences residents say.</param>
/// <param name="HasWordedActions">Whether actions are said in words, so that a policy can score what they say.</param>
internal sealed record SmartHomeSettings(Wordings Wordings, bool HasWordedActions)
{
    private const string WordingsName = "wordings";
    private const string ActionsName = "actions";

    /// <summary>All settings.</summary>
    public static readonly ImmutableArray<SettingDescriptor> Descriptors =
    [
        new(WordingsName, "train", "Which sentences residents say: train, heldout (other sentences of the same words, to evaluate with) or all."),
        new(ActionsName, "numbered", "What a policy knows of its 81 actions: numbered (nothing) or worded (the reading that a lamp would have)."),
    ];

    /// <summary>Reads settings.</summary>
    /// <exception cref="ArgumentException">An unknown setting or value.</exception>
    public static SmartHomeSettings Parse(IReadOnlyDictionary<string, string> settings)
    {
        if (settings.Keys.FirstOrDefault(name => name is not (WordingsName or ActionsName)) is { } unknown)
        {
            throw new ArgumentException($"there is no setting '{unknown}'; there are {WordingsName} and {ActionsName}", nameof(settings));
        }

        string actions = settings.GetValueOrDefault(ActionsName, Descriptors[1].DefaultValue);
        bool isWorded = actions == "worded" || (actions == "numbered" ? false : throw new ArgumentException($"{ActionsName} is '{actions}'; it must be numbered or worded", nameof(settings)));
        string wordings = settings.GetValueOrDefault(WordingsName, Descriptors[0].DefaultValue);
        Wordings allowed = wordings switch
        {
            "train" => Wordings.Train,
            "heldout" => Wordings.HeldOut,
            "all" => Wordings.All,
            _ => throw new ArgumentException($"{WordingsName} is '{wordings}'; it must be train, heldout or all", nameof(settings)),
        };
        return new SmartHomeSettings(allowed, isWorded);
    }
}
