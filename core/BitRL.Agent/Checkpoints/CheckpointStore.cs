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

    /// <summary>Writes the last checkpoint, and the best where the score counts and is higher than before.</summary>
    /// <param name="state">The run; its best score is raised.</param>
    /// <param name="loop">Its environments.</param>
    /// <param name="trainer">Its learner; no update is due.</param>
    /// <param name="score">The score at this moment.</param>
    /// <param name="counts">Whether the moment may become the best: only moments that every repetition of the run has.</param>
    /// <exception cref="RunFolderException">A file cannot be written; the older one is unchanged.</exception>
    public void Save(RunState state, EnvironmentLoop loop, ITrainer trainer, double score, bool counts)
    {
        bool better = counts && !double.IsNaN(score) && !(score <= state.BestScore);
        state.BestScore = better ? score : state.BestScore;
        using var stream = new MemoryStream();
        trainer.Save(stream);
        ReadOnlyMemory<byte> trainerBytes = stream.GetBuffer().AsMemory(0, (int)stream.Length);
        var checkpoint = new AgentCheckpoint(header with { Steps = state.Steps, Score = score }, trainerBytes, state.Save(loop));
        if (better)
        {
            checkpoint.Write(folder.BestCheckpointPath);
        }

        checkpoint.Write(folder.LastCheckpointPath);
    }
}
