using System.Collections.Immutable;
using BitRL.Agent.Checkpoints;
using BitRL.Agent.Configuration;
using BitRL.Agent.Seeding;
using BitRL.Agent.Training;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Evaluation;

/// <summary>Evaluates saved agents.</summary>
public static class AgentEvaluation
{
    /// <summary>Plays greedy episodes with the agent in a checkpoint.</summary>
    /// <param name="checkpoint">The agent.</param>
    /// <param name="components">The opened parts, those that the checkpoint's configuration names; the critic's encoder is not needed. Still the caller's.</param>
    /// <param name="episodes">How many, at least 1.</param>
    /// <param name="seed">Episode k is the same for the same seed; the seed of the run repeats the evaluation after its training.</param>
    /// <param name="cancellationToken">Stops early.</param>
    /// <param name="observer">Sees every state; null for none.</param>
    /// <param name="inTurn">Whether one episode is played after the other, for somebody who watches; the results are the same.</param>
    /// <param name="environmentSettings">Settings of the environment over those that the run's evaluations had: foods or wordings that it never met, other levels; null for none.</param>
    /// <exception cref="ConfigurationException">The environment refuses a setting.</exception>
    /// <exception cref="CheckpointMismatchException">The parts are not those that the agent was trained with.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    public static async Task<EvaluationResult> EvaluateAsync(AgentCheckpoint checkpoint, RunComponents components, int episodes, ulong seed, CancellationToken cancellationToken, IEvaluationObserver? observer = null, bool inTurn = false, ImmutableSortedDictionary<string, string>? environmentSettings = null)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(components);
        ArgumentOutOfRangeException.ThrowIfLessThan(episodes, 1);
        RunConfiguration trained = checkpoint.ReadConfiguration();
        RunConfiguration configuration = environmentSettings is null ? trained : trained with { EvaluationSettings = trained.EvaluationSettings.SetItems(environmentSettings) };
        using IVectorEnvironment training = TrainerFactory.CreateEnvironment(trained, components, copies: 1);
        CheckpointFit.RequireSamePolicy(checkpoint.Header, CheckpointStore.Describe(trained, components, training.Descriptor), $"{trained.Environment}, {checkpoint.Header.Steps} steps");
        EnvironmentDescriptor learned = TrainerFactory.DescribeLearned(trained, components, training);
        using IVectorEnvironment environment = TrainerFactory.CreateEvaluationEnvironment(configuration, components, inTurn ? 1 : Math.Min(episodes, configuration.EnvironmentCount), learned);
        using ITrainer trainer = TrainerFactory.CreateTrainer(trained, components, training, checkpoint.Header.ValueFeatures);
        checkpoint.RestoreTrainer(trainer);
        using var evaluator = new GreedyEvaluator(environment, components.PolicyEncoder, trainer, components.Time, observer);
        return await evaluator.EvaluateAsync(episodes, SeedTree.Root(seed).Child(SeedBranch.Evaluation), cancellationToken);
    }
}
