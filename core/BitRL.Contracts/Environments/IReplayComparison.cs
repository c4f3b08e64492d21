namespace BitRL.Contracts.Environments;

/// <summary>Takes pairs of values, recorded and replayed. Implemented by the host, which keeps the largest error of each quantity.</summary>
public interface IReplayComparison
{
    /// <summary>Compares numbers. The error is the largest |recorded − replayed|; two NaN or two equal infinities do not differ, other lengths differ infinitely.</summary>
    /// <param name="quantity">Name of one of <see cref="IReplayableEnvironment.ReplayQuantities"/>.</param>
    /// <param name="recorded">As the file says.</param>
    /// <param name="replayed">As the environment says now. For flags and counts use 0, 1, …</param>
    /// <exception cref="ArgumentException">No such quantity.</exception>
    void Compare(string quantity, ReadOnlySpan<double> recorded, ReadOnlySpan<double> replayed);

    /// <summary>Compares texts (a grid, a sentence, a sorted list of commands): the error is 0 where they are equal and 1 where not.</summary>
    /// <param name="quantity">Name of one of <see cref="IReplayableEnvironment.ReplayQuantities"/>.</param>
    /// <param name="recorded">As the file says.</param>
    /// <param name="replayed">As the environment says now.</param>
    /// <exception cref="ArgumentException">No such quantity.</exception>
    void Compare(string quantity, ReadOnlySpan<char> recorded, ReadOnlySpan<char> replayed);
}
