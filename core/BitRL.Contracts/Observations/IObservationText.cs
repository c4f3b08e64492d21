namespace BitRL.Contracts.Observations;

/// <summary>
/// An observation that writes itself as UTF-8 text in three parts: static (the same for every observation of the type), per-episode and
/// per-step. Each part ends in a line feed and starts without white space, so that tokens never span a seam. Implemented by the generator.
/// </summary>
/// <typeparam name="TSelf">The observation type.</typeparam>
public interface IObservationText<TSelf>
    where TSelf : struct, IObservationText<TSelf>
{
    /// <summary>Names, units, ranges, precision, descriptions and content hash.</summary>
    static abstract ObservationSchema Schema { get; }

    /// <summary>The static part: preamble and legend. Points into the assembly; lives for ever.</summary>
    static abstract ReadOnlySpan<byte> Prefix(TextStyle style);

    /// <summary>Upper bound of what <see cref="WriteEpisode"/> writes, in bytes; 0 where no field changes per episode.</summary>
    static abstract int MaxEpisodeBytes(TextStyle style);

    /// <summary>Upper bound of what <see cref="WriteStep"/> writes, in bytes.</summary>
    static abstract int MaxStepBytes(TextStyle style);

    /// <summary>Writes the per-episode part. Allocates nothing.</summary>
    /// <returns>Bytes written; 0 where no field changes per episode.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <see cref="MaxEpisodeBytes"/>, a value is NaN, or the style is not emitted.</exception>
    int WriteEpisode(TextStyle style, Span<byte> destination);

    /// <summary>Writes the per-step part. Allocates nothing.</summary>
    /// <returns>Bytes written.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <see cref="MaxStepBytes"/>, a value is NaN, or the style is not emitted.</exception>
    int WriteStep(TextStyle style, Span<byte> destination);
}
