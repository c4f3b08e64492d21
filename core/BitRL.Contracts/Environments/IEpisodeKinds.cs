using System.Collections.Immutable;

namespace BitRL.Contracts.Environments;

/// <summary>
/// An optional ability of an <see cref="IVectorEnvironment"/>: its episodes are of different kinds (what was asked for, how large the world is).
/// Evaluations report returns and measures by kind, which shows what an agent has not learned. Probed with <c>is</c>.
/// </summary>
public interface IEpisodeKinds
{
    /// <summary>Names in snake case, unique, the same for the life of the process; at least one.</summary>
    ImmutableArray<string> Kinds { get; }

    /// <summary>The kind of a copy's episode, as a place in <see cref="Kinds"/>: the same from its reset to the next one.</summary>
    /// <param name="index">The copy; it was reset at least once.</param>
    int KindOf(int index);
}
