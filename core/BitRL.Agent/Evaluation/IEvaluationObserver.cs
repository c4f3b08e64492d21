namespace BitRL.Agent.Evaluation;

/// <summary>Watches greedy episodes: every state of every episode, in order within an episode. Called by one thread at a time; the evaluation waits for it.</summary>
public interface IEvaluationObserver
{
    /// <summary>Shows a state: the first of an episode, or the one that a step led to. The environment may be read, never changed.</summary>
    /// <param name="moment">Which state.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    ValueTask OnStateAsync(EvaluationMoment moment, CancellationToken cancellationToken);
}
