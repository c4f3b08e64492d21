namespace BitRL.Agent.Training;

/// <summary>A training episode that ended.</summary>
/// <param name="Copy">The copy of the environment.</param>
/// <param name="Number">Its number in that copy, from 0.</param>
/// <param name="Return">Undiscounted sum of rewards.</param>
/// <param name="Length">Steps.</param>
/// <param name="Terminated">Whether the task ended; otherwise the step limit cut it off.</param>
internal readonly record struct FinishedEpisode(int Copy, ulong Number, double Return, int Length, bool Terminated);
