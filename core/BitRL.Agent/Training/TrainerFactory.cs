using System.Collections.Immutable;
using BitRL.Agent.Candidates;
using BitRL.Agent.Configuration;
using BitRL.Agent.Seeding;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Plugins;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Training;

/// <summary>Makes environments and learners as a configuration says.</summary>
internal static class TrainerFactory
{
    /// <summary>Writes out the defaults of the environment's and the trainer's settings, so that the run folder says all and a later version with other defaults changes nothing.</summary>
    public static RunConfiguration Resolve(RunConfiguration configuration, RunComponents components) => configuration with
    {
        EnvironmentSettings = Complete(configuration.EnvironmentSettings, components.Environment.Settings),
        TrainerSettings = Complete(configuration.TrainerSettings, components.Trainer.Settings),
    };

    /// <summary>Copies of the environment.</summary>
    /// <exception cref="ConfigurationException">It refuses a setting.</exception>
    public static IVectorEnvironment CreateEnvironment(RunConfiguration configuration, RunComponents components, int copies)
    {
        try
        {
            return components.Environment.Create(new EnvironmentOptions
            {
                Count = copies,
                Settings = configuration.EnvironmentSettings.ToImmutableDictionary(),
            });
        }
        catch (ArgumentException e)
        {
            throw new ConfigurationException($"environment '{configuration.Environment}': {e.Message}", e);
        }
    }

    /// <summary>Copies of the environment as evaluations play it: the settings of <see cref="RunConfiguration.EvaluationSettings"/> over those of training.</summary>
    /// <param name="configuration">With the settings of both.</param>
    /// <param name="components">The environment's provider.</param>
    /// <param name="copies">How many.</param>
    /// <param name="learned">What the agent was made for (<see cref="DescribeLearned"/>).</param>
    /// <exception cref="ConfigurationException">It refuses a setting, or is with it another environment than the agent's: other fields, other actions.</exception>
    public static IVectorEnvironment CreateEvaluationEnvironment(RunConfiguration configuration, RunComponents components, int copies, EnvironmentDescriptor learned)
    {
        IVectorEnvironment environment = OpenEvaluation(configuration, components, copies);
        ActionSpace actions = environment.Descriptor.Actions;
        bool fits = environment is IVariableActions ? actions.Choices <= learned.Actions.Choices : actions.ToString() == learned.Actions.ToString();
        if (fits && environment.Descriptor.Schema.ContentHash == learned.Schema.ContentHash)
        {
            return environment;
        }

        environment.Dispose();
        string settings = string.Join(", ", configuration.EvaluationSettings.Select(setting => $"{setting.Key}={setting.Value}"));
        throw new ConfigurationException(
            $"environment '{configuration.Environment}' with {settings} has {(fits ? "other observations" : $"actions {actions}")} and the agent was trained for {(fits ? "those of its own" : learned.Actions.ToString())}; evaluate with settings that leave them as they are, or train with them");
    }

    /// <summary>
    /// The environment as a learner must know it: that of training, and where its actions change from state to state, with the most that training or evaluations offer.
    /// </summary>
    /// <param name="configuration">With the settings of both.</param>
    /// <param name="components">The environment's provider.</param>
    /// <param name="environment">As training has it.</param>
    /// <exception cref="ConfigurationException">It refuses a setting of evaluations.</exception>
    public static EnvironmentDescriptor DescribeLearned(RunConfiguration configuration, RunComponents components, IVectorEnvironment environment)
    {
        EnvironmentDescriptor own = environment.Descriptor;
        if (environment is not IVariableActions || configuration.EvaluationSettings.IsEmpty)
        {
            return own;
        }

        using IVectorEnvironment evaluation = OpenEvaluation(configuration, components, copies: 1);
        return evaluation.Descriptor.Actions is { IsDiscrete: true } more && more.Choices > own.Actions.Choices ? own with { Actions = more } : own;
    }

    /// <summary>A learner for that many copies.</summary>
    /// <exception cref="ConfigurationException">It refuses a setting.</exception>
    public static ITrainer CreateTrainer(RunConfiguration configuration, RunComponents components, IVectorEnvironment environment) =>
        CreateTrainer(configuration, components, environment, (components.ValueEncoder ?? components.PolicyEncoder).Descriptor.FeatureSize);

    /// <summary>A learner whose critic reads features of a given width, with or without the encoder that makes them.</summary>
    /// <exception cref="ConfigurationException">It refuses a setting.</exception>
    public static ITrainer CreateTrainer(RunConfiguration configuration, RunComponents components, IVectorEnvironment environment, int value)
    {
        int policy = components.PolicyEncoder.Descriptor.FeatureSize;
        ulong seed = SeedTree.Root(configuration.Seed).Child(SeedBranch.Trainer).Value;
        try
        {
            ITrainer trainer = components.Trainer.Create(
                new TrainerDescriptor(configuration.EnvironmentCount, policy, value, DescribeLearned(configuration, components, environment).Actions, seed)
                {
                    CandidateFeatures = CandidateStage.FeatureSizeOf(components.PolicyEncoder, environment),
                },
                configuration.TrainerSettings);
            return environment is IVariableActions && trainer is not ICandidateTrainer ? throw NotAChooser(configuration, trainer) : trainer;
        }
        catch (ArgumentException e)
        {
            throw new ConfigurationException($"trainer '{configuration.Trainer}': {e.Message}", e);
        }
    }

    private static IVectorEnvironment OpenEvaluation(RunConfiguration configuration, RunComponents components, int copies) =>
        CreateEnvironment(configuration with { EnvironmentSettings = configuration.EnvironmentSettings.SetItems(configuration.EvaluationSettings) }, components, copies);

    private static ConfigurationException NotAChooser(RunConfiguration configuration, ITrainer trainer)
    {
        trainer.Dispose();
        return new ConfigurationException($"the actions of environment '{configuration.Environment}' change from state to state, which trainer '{configuration.Trainer}' cannot; choose another trainer, such as ppo");
    }

    private static ImmutableSortedDictionary<string, string> Complete(ImmutableSortedDictionary<string, string> given, IReadOnlyList<SettingDescriptor> known)
    {
        foreach (SettingDescriptor setting in known)
        {
            given = given.ContainsKey(setting.Name) ? given : given.Add(setting.Name, setting.DefaultValue);
        }

        return given;
    }
}
