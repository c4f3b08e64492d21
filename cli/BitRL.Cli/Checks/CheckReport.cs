namespace BitRL.Cli.Checks;

/// <summary>What the checks of an environment came to.</summary>
/// <param name="Checks">Names of the checks that ran, in order.</param>
/// <param name="Problems">What they found.</param>
/// <param name="StepsPerSecond">Steps of all copies together in a second, observation vectors and texts included; NaN where it could not be measured.</param>
internal sealed record CheckReport(IReadOnlyList<string> Checks, IReadOnlyList<CheckProblem> Problems, double StepsPerSecond);
