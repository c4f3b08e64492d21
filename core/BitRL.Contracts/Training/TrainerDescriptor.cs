using BitRL.Contracts.Environments;

namespace BitRL.Contracts.Training;

/// <summary>The shapes a trainer works on.</summary>
/// <param name="Environments">Environments stepped together.</param>
/// <param name="PolicyFeatures">Width of the features that the policy reads.</param>
/// <param name="ValueFeatures">Width of the features that the critic reads; they may come from another encoder.</param>
/// <param name="Actions">What actions to give.</param>
/// <param name="Seed">All randomness of the trainer follows from it.</param>
public sealed record TrainerDescriptor(int Environments, int PolicyFeatures, int ValueFeatures, ActionSpace Actions, ulong Seed)
{
    /// <summary>Width of the features of a candidate where the actions vary from state to state (at most <see cref="ActionSpace.Choices"/> in a state); 0 where they are always the same. <value>Default 0.</value></summary>
    public int CandidateFeatures { get; init; }
}
