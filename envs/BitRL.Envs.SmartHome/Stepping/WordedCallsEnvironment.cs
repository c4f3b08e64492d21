using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Envs.SmartHome.Home;
using BitRL.Envs.SmartHome.Requests;

namespace BitRL.Envs.SmartHome.Stepping;

/// <summary>
/// The same homes with the same 81 actions, each of which is also said in words: the reading that its lamp would have ("desk_lamp=half_warm"). A policy that
/// scores words learns once what it would otherwise learn for each lamp and level apart.
/// </summary>
/// <param name="count">Homes, at least 1.</param>
/// <param name="wordings">Which sentences residents say.</param>
internal sealed class WordedCallsEnvironment(int count, Wordings wordings) : SmartHomeEnvironment(count, wordings), IVariableActions
{
    public int MaxActionBytes => CallText.MaxBytes;

    public int ActionFeatureSize => CallText.FeatureSize;

    public int CountActions(int index) => HomeEpisode.Done + 1;

    public int WriteAction(int index, int action, TextStyle style, Span<byte> destination) => CallText.Write(EpisodeOf(index).Lamps, action, style, destination);

    public void CopyActionFeatures(int index, Span<float> destination)
    {
        LampStates lamps = EpisodeOf(index).Lamps;
        for (int action = 0; action <= HomeEpisode.Done; action++)
        {
            CallText.CopyFeatures(lamps, action, destination.Slice(action * CallText.FeatureSize, CallText.FeatureSize));
        }
    }
}
