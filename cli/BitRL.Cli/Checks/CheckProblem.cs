namespace BitRL.Cli.Checks;

/// <summary>One thing that a learner would trip over.</summary>
/// <param name="Check">Which check found it.</param>
/// <param name="Message">What is wrong, with the value.</param>
internal sealed record CheckProblem(string Check, string Message);
