using System.Reflection;
using BitRL.Agent.Configuration;
using BitRL.Agent.Folders;
using BitRL.Agent.Training;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Checkpoints;

/// <summary>Writes the checkpoints of a run: the last, and the best of those that count.</summary>
internal sealed class CheckpointStore(RunFolder folder, CheckpointHeader header)
{
    private AgentCheckpoint? _best;

    /// <summary>The header that a run with these parts would write.</summary>
    public static CheckpointHeader Describe(RunConfiguration configuration, RunComponents components, EnvironmentDescriptor environment)
    {
        var policy = components.PolicyEncoder.Descriptor;
        var value = (components.ValueEncoder ?? components.PolicyEncoder).Descriptor;
        return new CheckpointHeader
        {
            Toolkit = typeof(CheckpointStore).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            Configuration = ConfigurationYaml.Write(configuration),
            Environment = environment.Id,
            SchemaHash = environment.Schema.ContentHash,
            Actions = environment.Actions.ToString(),
            EnvironmentCount = configuration.EnvironmentCount,
            PolicyEncoder = policy.Name,
            PolicyEncoderIdentity = policy.Identity,
            PolicyFeatures = policy.FeatureSize,
            ValueEncoder = value.Name,
            ValueEncoderIdentity = value.Identity,
            ValueFeatures = value.FeatureSize,
            Trainer = configuration.Trainer,
            Steps = 0,
            Score = double.NaN,
        };
    }

    /// <summary>Keeps this moment as the best in memory where its score is higher than all before; <see cref="Write"/> writes it.</summary>
    /// <param name="state">The run; its best score is raised.</param>
    /// <param name="loop">Its environments.</param>
    /// <param name="trainer">Its learner; no update is due.</param>
    /// <param name="score">The score at this moment; NaN is none.</param>
    public void Consider(RunState state, EnvironmentLoop loop, ITrainer trainer, double score)
    {
        if (!double.IsNaN(score) && !(score <= state.BestScore))
        {
            state.BestScore = score;
            _best = Capture(state, loop, trainer, score);
        }
    }

    /// <summary>Writes the best checkpoint where there is a new one, then the last. A kill in between loses nothing: the older last leads to the same best again.</summary>
    /// <exception cref="RunFolderException">A file cannot be written; the older one is unchanged.</exception>
    public void Write(RunState state, EnvironmentLoop loop, ITrainer trainer, double score)
    {
        _best?.Write(folder.BestCheckpointPath);
        _best = null;
        Capture(state, loop, trainer, score).Write(folder.LastCheckpointPath);
    }

    private AgentCheckpoint Capture(RunState state, EnvironmentLoop loop, ITrainer trainer, double score)
    {
        using var stream = new MemoryStream();
        trainer.Save(stream);
        ReadOnlyMemory<byte> bytes = stream.GetBuffer().AsMemory(0, (int)stream.Length);
        return new AgentCheckpoint(header with { Steps = state.Steps, Score = score }, bytes, state.Save(loop));
    }
}
