using BitRL.Agent.Checkpoints;
using BitRL.Agent.Configuration;
using BitRL.Agent.Evaluation;
using BitRL.Contracts.Encoders;

namespace BitRL.Agent.Training;

/// <summary>Sums a finished run up.</summary>
internal static class RunSummary
{
    /// <summary>Makes the result.</summary>
    /// <param name="configuration">What was wanted.</param>
    /// <param name="state">What was done.</param>
    /// <param name="loop">Episodes and encoder times of training.</param>
    /// <param name="work">What the encoders did for training: taken before the evaluation.</param>
    /// <param name="evaluation">How good it is.</param>
    /// <param name="folder">Where it is written, or null.</param>
    public static RunResult Make(RunConfiguration configuration, RunState state, EnvironmentLoop loop, EncoderStatistics work, EvaluationResult evaluation, string? folder)
    {
        double seconds = state.Elapsed.TotalSeconds;
        return new RunResult
        {
            Environment = configuration.Environment,
            Backend = configuration.Encoder.Backend,
            Model = configuration.Encoder.IsRaw ? null : configuration.Encoder.Model,
            CriticBackend = configuration.CriticEncoder?.Backend,
            CriticModel = configuration.CriticEncoder is { IsRaw: false } critic ? critic.Model : null,
            Seed = configuration.Seed,
            Steps = state.Steps,
            Episodes = loop.Episodes.Finished,
            Updates = state.Updates,
            StepsPerSecond = seconds > 0 ? state.Steps / seconds : 0,
            EvalReturnMean = evaluation.Mean,
            EvalReturnStd = evaluation.StandardDeviation,
            EvalReturnMin = evaluation.Minimum,
            EvalReturnMax = evaluation.Maximum,
            EvalLengthMean = evaluation.MeanLength,
            EvalEpisodes = evaluation.Episodes,
            EvalMeasures = evaluation.MeasureMeans,
            MemoHitRate = work.Texts > 0 ? (double)work.MemoHits / work.Texts : 0,
            TokensPerStep = state.Steps > 0 ? (double)work.Tokens / state.Steps : 0,
            CandidatesPerStep = loop.Candidates is { } offered ? (double)offered.Statistics.Offered / Math.Max(1, state.Steps) : null,
            CandidateEncodesPerStep = loop.Candidates is { } encoded ? (double)encoded.Statistics.Encoded / Math.Max(1, state.Steps) : null,
            EncodeMsP50 = loop.Policy.Latency.Percentile(0.5),
            EncodeMsP99 = loop.Policy.Latency.Percentile(0.99),
            EncodeBatch = configuration.EnvironmentCount,
            PeakRssMb = PeakMemory.Megabytes,
            TrainingSeconds = seconds,
            Folder = folder,
        };
    }
}
