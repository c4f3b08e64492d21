namespace BitRL.Contracts.Environments;

/// <summary>One thing that a replay compares, and how far it may be off. Immutable.</summary>
/// <param name="Name">Lower case, words joined by underscores, as in the recording: <c>qpos</c>, <c>reward</c>.</param>
/// <param name="StepTolerance">Largest error in per-step mode, in the quantity's unit. 0 = exact.</param>
/// <param name="FreeRunningTolerance">Largest error in free-running mode, over the first <see cref="FreeRunningSteps"/> steps.</param>
public sealed record ReplayQuantity(string Name, double StepTolerance, double FreeRunningTolerance)
{
    /// <summary>
    /// Steps of an episode that free-running mode compares; later ones count for nothing. For dynamics that amplify rounding, where two correct
    /// implementations part. <value>Default: all.</value>
    /// </summary>
    public int FreeRunningSteps { get; init; } = int.MaxValue;
}
