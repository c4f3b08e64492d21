namespace BitRL.Cli.Benchmarks.Rooflines;

/// <summary>A rate and where it comes from.</summary>
/// <param name="Giga">10⁹ multiply-adds, or bytes, a second.</param>
/// <param name="Source">"computed", "published" or "measured", and from what.</param>
internal readonly record struct RooflineRate(double Giga, string Source);
