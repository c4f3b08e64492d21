using BitRL.Contracts.Environments;

namespace BitRL.Agent.Evaluation;

/// <summary>One state of a greedy episode.</summary>
/// <param name="Environment">The copies that are played.</param>
/// <param name="Copy">The copy that is in this state.</param>
/// <param name="Episode">From 0.</param>
/// <param name="Step">Steps since the start of the episode.</param>
public readonly record struct EvaluationMoment(IVectorEnvironment Environment, int Copy, int Episode, int Step)
{
    /// <summary>What led to the state, [Actions.Size]; empty at the start. Valid during the call.</summary>
    public ReadOnlyMemory<float> Action { get; init; }

    /// <summary>What the step gave; default at the start.</summary>
    public StepResult Result { get; init; }

    /// <summary>Rewards so far.</summary>
    public double Return { get; init; }
}
