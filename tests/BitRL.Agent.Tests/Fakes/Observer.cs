using BitRL.Agent.Evaluation;
using BitRL.Agent.Training;

namespace BitRL.Agent.Tests.Fakes;

/// <summary>Keeps what it hears and calls back.</summary>
internal sealed class Observer : RunObserver
{
    public List<RunProgress> Updates { get; } = [];

    public List<RunProgress> Starts { get; } = [];

    public List<RunProgress> Progress { get; } = [];

    public List<(long Steps, EvaluationResult Result, bool IsFinal)> Evaluations { get; } = [];

    public List<long> Checkpoints { get; } = [];

    public List<string> Warnings { get; } = [];

    public Action<RunProgress>? WhenUpdated { get; set; }

    public Action<long>? WhenSaved { get; set; }

    public override void OnStart(in RunProgress start) => Starts.Add(start);

    public override void OnProgress(in RunProgress progress) => Progress.Add(progress);

    public override void OnUpdate(in RunProgress progress, IReadOnlyList<KeyValuePair<string, double>> figures)
    {
        Updates.Add(progress);
        WhenUpdated?.Invoke(progress);
    }

    public override void OnWarning(string warning) => Warnings.Add(warning);

    public override void OnEvaluation(long steps, EvaluationResult result, bool isFinal) => Evaluations.Add((steps, result, isFinal));

    public override void OnCheckpoint(long steps, string path)
    {
        Checkpoints.Add(steps);
        WhenSaved?.Invoke(steps);
    }
}
