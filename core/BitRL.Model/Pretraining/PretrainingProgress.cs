namespace BitRL.Model.Pretraining;

/// <summary>How far pretraining is.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps in all.</param>
/// <param name="Loss">Mean loss since the last report.</param>
/// <param name="LearningRate">Of the last step.</param>
/// <param name="StepsPerSecond">Since the last report.</param>
/// <param name="Elapsed">Time of this process; a resumed run starts from zero.</param>
/// <param name="IsCheckpointed">Whether a checkpoint of this step was just written.</param>
public readonly record struct PretrainingProgress(
    int Step,
    int Steps,
    double Loss,
    double LearningRate,
    double StepsPerSecond,
    TimeSpan Elapsed,
    bool IsCheckpointed);
