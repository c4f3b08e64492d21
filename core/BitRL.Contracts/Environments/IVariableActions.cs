using BitRL.Contracts.Observations;

namespace BitRL.Contracts.Environments;

/// <summary>
/// Optional ability of an <see cref="IVectorEnvironment"/> with a discrete action space: in each state only some actions are possible, and what they
/// mean is said by text. Action k is then the k-th candidate of the copy's present state, and <see cref="ActionSpace.Choices"/> is the most
/// candidates that any state has. Candidates depend on the episode's seed and the actions taken, on nothing else, and do not change between two steps.
/// </summary>
public interface IVariableActions
{
    /// <summary>Upper bound of what <see cref="WriteAction"/> writes, in bytes, in any style.</summary>
    int MaxActionBytes { get; }

    /// <summary>Numbers that <see cref="CopyActionFeatures"/> gives for a candidate, at least 1.</summary>
    int ActionFeatureSize { get; }

    /// <summary>Candidates of the present state of a copy, from 1 to the choices of the action space; also after the end of an episode.</summary>
    int CountActions(int index);

    /// <summary>Writes one candidate for the encoder: one line, ending in a line feed, that may also repeat what the observation says of the things it acts on.</summary>
    /// <param name="index">Which copy.</param>
    /// <param name="action">Which of its candidates.</param>
    /// <param name="style">One of the styles that the schema emits.</param>
    /// <param name="destination">At least <see cref="MaxActionBytes"/>.</param>
    /// <returns>Bytes written, at least 1.</returns>
    int WriteAction(int index, int action, TextStyle style, Span<byte> destination);

    /// <summary>Copies what a learner without text may know of the candidates, as the raw observation is what it may know of the state.</summary>
    /// <param name="index">Which copy.</param>
    /// <param name="destination">[CountActions, ActionFeatureSize] row-major, overwritten.</param>
    void CopyActionFeatures(int index, Span<float> destination);
}
