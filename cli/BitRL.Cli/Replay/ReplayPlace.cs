namespace BitRL.Cli.Replay;

/// <summary>Where in a trajectory file a replay is.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Episode">As the environment calls it.</param>
/// <param name="Step">From 0; null before the first.</param>
internal readonly record struct ReplayPlace(int Line, string Episode, int? Step)
{
    /// <inheritdoc/>
    public override string ToString() => $"line {Line}, {Episode}, {(Step is { } step ? $"step {step}" : "start")}";
}
