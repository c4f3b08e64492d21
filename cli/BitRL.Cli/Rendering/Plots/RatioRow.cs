namespace BitRL.Cli.Rendering.Plots;

/// <summary>A row of a <see cref="RatioPlot"/>.</summary>
/// <param name="Label">The subject.</param>
/// <param name="Colour">As CSS.</param>
/// <param name="Ratio">Positive; NaN where there is none.</param>
/// <param name="Low">The lowest of the rounds; NaN where there are none.</param>
/// <param name="High">The highest.</param>
/// <param name="IsMeasured">Otherwise somebody claims it, and its mark is hollow.</param>
internal sealed record RatioRow(string Label, string Colour, double Ratio, double Low, double High, bool IsMeasured);
