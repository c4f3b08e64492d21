namespace BitRL.Agent.Training;

/// <summary>Where a run stands.</summary>
/// <param name="Steps">Environment steps so far, over all copies.</param>
/// <param name="TotalSteps">Steps it will take.</param>
/// <param name="Updates">Updates so far.</param>
/// <param name="Episodes">Finished training episodes.</param>
/// <param name="MeanReturn">Mean return of the last 100 training episodes; NaN before the first.</param>
/// <param name="MeanLength">Mean length of the same, in steps; NaN before the first.</param>
/// <param name="StepsPerSecond">Recent speed of training, evaluations left out; 0 at the start.</param>
/// <param name="Elapsed">Training time so far, runs before a resume included, evaluations left out.</param>
/// <param name="Remaining">Estimated time to the last step, or null before the speed is known.</param>
public readonly record struct RunProgress(
    long Steps,
    long TotalSteps,
    long Updates,
    long Episodes,
    double MeanReturn,
    double MeanLength,
    double StepsPerSecond,
    TimeSpan Elapsed,
    TimeSpan? Remaining);
