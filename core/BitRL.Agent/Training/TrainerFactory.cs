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
    /// <exception cref="ConfigurationException">It refuses a setting.</exception>
    public static IVectorEnvironment CreateEvaluationEnvironment(RunConfiguration configuration, RunComponents components, int copies) =>
        CreateEnvironment(configuration with { EnvironmentSettings = configuration.EnvironmentSettings.SetItems(configuration.EvaluationSettings) }, components, copies);

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
                new TrainerDescriptor(configuration.EnvironmentCount, policy, value, environment.Descriptor.Actions, seed)
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
