using BitRL.Agent.Evaluation;

namespace BitRL.Agent.Training;

/// <summary>An observer that ignores everything: the base for those that want a part.</summary>
public abstract class RunObserver : IRunObserver
{
    /// <summary>An observer that wants nothing.</summary>
    public static IRunObserver None { get; } = new Silent();

    /// <inheritdoc/>
    public virtual void OnStart(in RunProgress start)
    {
    }

    /// <inheritdoc/>
    public virtual void OnProgress(in RunProgress progress)
    {
    }

    /// <inheritdoc/>
    public virtual void OnWarning(string warning)
    {
    }

    /// <inheritdoc/>
    public virtual void OnUpdate(in RunProgress progress, IReadOnlyList<KeyValuePair<string, double>> figures)
    {
    }

    /// <inheritdoc/>
    public virtual void OnEvaluation(long steps, EvaluationResult result, bool isFinal)
    {
    }

    /// <inheritdoc/>
    public virtual void OnCheckpoint(long steps, string path)
    {
    }

    private sealed class Silent : RunObserver;
}
