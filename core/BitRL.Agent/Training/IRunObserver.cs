using BitRL.Agent.Evaluation;

namespace BitRL.Agent.Training;

/// <summary>Hears of a run as it goes, on the thread that runs it. An exception from here ends the run.</summary>
public interface IRunObserver
{
    /// <summary>Training begins or continues.</summary>
    /// <param name="start">Where it stands.</param>
    void OnStart(in RunProgress start);

    /// <summary>Progress, at most a few times a second.</summary>
    void OnProgress(in RunProgress progress);

    /// <summary>The environment mended something that went wrong; training goes on.</summary>
    /// <param name="warning">What, where, and what to do.</param>
    void OnWarning(string warning);

    /// <summary>An update was made and logged.</summary>
    /// <param name="progress">Where the run stands.</param>
    /// <param name="figures">What the trainer reports: losses, entropy, divergence.</param>
    void OnUpdate(in RunProgress progress, IReadOnlyList<KeyValuePair<string, double>> figures);

    /// <summary>An evaluation ended; <paramref name="isFinal"/> for the one after training.</summary>
    void OnEvaluation(long steps, EvaluationResult result, bool isFinal);

    /// <summary>A checkpoint was written.</summary>
    /// <param name="steps">Environment steps it holds.</param>
    /// <param name="path">The file.</param>
    void OnCheckpoint(long steps, string path);
}
