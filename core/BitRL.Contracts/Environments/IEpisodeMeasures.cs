using System.Collections.Immutable;

namespace BitRL.Contracts.Environments;

/// <summary>
/// An optional ability of an <see cref="IVectorEnvironment"/>: it says how well an episode went in figures that are not its return, such as a
/// score or whether the task was done. Evaluations report their means. Probed with <c>is</c>.
/// </summary>
public interface IEpisodeMeasures
{
    /// <summary>
    /// Names in snake case, the same for the life of the process. Two have an agreed meaning: <c>success</c> is 1 where the task was done, else 0;
    /// <c>score</c> is from 0 to 1, higher is better.
    /// </summary>
    ImmutableArray<string> Measures { get; }

    /// <summary>Writes the measures of the episode that the last step ended; called before the copy is reset.</summary>
    /// <param name="index">The copy.</param>
    /// <param name="destination">[Measures], overwritten; finite.</param>
    void CopyMeasures(int index, Span<double> destination);
}
