namespace BitRL.Experiments.Sweeps;

/// <summary>Why a cell of a sweep has no result; written beside its run as failure.json.</summary>
/// <param name="ExitCode">Of the process: docs/cli.md lists them; 128 + n for signal n.</param>
/// <param name="Reason">Its last line of standard error, or what the sweep knows.</param>
/// <param name="Failed">When, UTC.</param>
public sealed record CellFailure(int ExitCode, string Reason, DateTimeOffset Failed);
