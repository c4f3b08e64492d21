namespace BitRL.Cli.Drawing;

/// <summary>Recorded episodes.</summary>
/// <param name="Title">The environment.</param>
/// <param name="SecondsPerStep">Pace of the world; 0 where it has no clock.</param>
/// <param name="Frames">At least one, by episode and step.</param>
internal sealed record Film(string Title, double SecondsPerStep, IReadOnlyList<FilmFrame> Frames)
{
    /// <summary>Of a world without a clock.</summary>
    public const double SecondsWithoutClock = 0.2;

    /// <summary>Seconds that a step is shown.</summary>
    public double Pace => SecondsPerStep > 0 ? SecondsPerStep : SecondsWithoutClock;

    /// <summary>Steps from one shown frame to the next, so that no more than 30 are shown in a second.</summary>
    public int Stride => StrideOf(Pace);

    /// <summary>Steps a shown frame at a pace.</summary>
    public static int StrideOf(double secondsPerStep)
    {
        const double shortestFrame = 1.0 / 30;
        return Math.Max(1, (int)Math.Ceiling((shortestFrame / secondsPerStep) - 1e-6));
    }
}
