namespace BitRL.Cli.Drawing;

/// <summary>What a user wants to see of an evaluation.</summary>
/// <param name="Record">A film's file; null for none.</param>
/// <param name="RecordedEpisodes">How many of the first episodes it holds, at least 1.</param>
/// <param name="Render">Whether to draw in the terminal.</param>
internal sealed record EvaluationShowRequest(string? Record, int RecordedEpisodes, bool Render);
