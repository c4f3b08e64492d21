using System.Collections.Immutable;

namespace BitRL.Contracts.Environments;

/// <summary>
/// Optional ability of an <see cref="IVectorEnvironment"/>: to repeat what was recorded elsewhere, so that <c>bitrl env replay</c> can say how
/// far it differs from the original. The host makes an environment of one copy for it, with the settings that the user gave, and uses it for nothing
/// else. Recordings are lines of JSON whose names are the environment's own: it reads them, steps through them and hands pairs of values to the
/// host, which compares. Not on a hot path: it may allocate.
/// </summary>
public interface IReplayableEnvironment
{
    /// <summary>All that can be compared, in the order in which it is shown. Names are unique.</summary>
    ImmutableArray<ReplayQuantity> ReplayQuantities { get; }

    /// <summary>Reads one line of a trajectory file.</summary>
    /// <param name="line">One JSON object in UTF-8, without its line feed. The caller's; copy what is kept.</param>
    /// <returns>The episodes that it holds: mostly one. Empty for a line that has nothing to replay.</returns>
    /// <exception cref="FormatException">The line is not of this environment or cannot be read; the message names what is wrong with which value.</exception>
    IReadOnlyList<IRecordedEpisode> ReadRecording(ReadOnlySpan<byte> line);
}
