namespace BitRL.Contracts.Environments;

/// <summary>What one step gave. Both ends may be true in the same step.</summary>
/// <param name="Reward">Reward of the step, as the environment defines it, not normalised.</param>
/// <param name="Terminated">The task ended: the value of the state after it is 0.</param>
/// <param name="Truncated">The step limit was reached: the state after it still has a value.</param>
public readonly record struct StepResult(double Reward, bool Terminated, bool Truncated)
{
    /// <summary>Whether nothing was done: a typed command that was not understood (<see cref="ITypedCommands"/>). It counts as no step. False for all else.</summary>
    public bool IsNoStep { get; init; }

    /// <summary>Whether the episode is over.</summary>
    public bool IsDone => Terminated || Truncated;
}
