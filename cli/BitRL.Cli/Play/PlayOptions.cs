namespace BitRL.Cli.Play;

/// <summary>What and how long to play.</summary>
/// <param name="Seed">Of the first episode; each further one has the next.</param>
/// <param name="Episodes">At least 1.</param>
/// <param name="MaxSteps">Steps after which an episode is stopped, at least 1.</param>
internal sealed record PlayOptions(ulong Seed, int Episodes, int MaxSteps);
