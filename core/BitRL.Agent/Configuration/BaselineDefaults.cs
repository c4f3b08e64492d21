using System.Collections.Immutable;

namespace BitRL.Agent.Configuration;

/// <summary>
/// What holds for raw observations unless the user says otherwise: hidden layers of 64 and 64, as in Stable-Baselines3 and CleanRL, so that
/// the baseline is the one that people know. Heads over a backbone's features keep the trainer's own widths.
/// </summary>
internal static class BaselineDefaults
{
    private const string Widths = "64,64";

    /// <summary>Fills in the widths of the networks that read raw observations.</summary>
    public static RunConfiguration Apply(RunConfiguration configuration)
    {
        if (configuration.Trainer != "ppo")
        {
            return configuration;
        }

        ImmutableSortedDictionary<string, string> settings = configuration.TrainerSettings;
        if (configuration.Encoder.IsRaw && !settings.ContainsKey("policy-hidden"))
        {
            settings = settings.Add("policy-hidden", Widths);
        }

        if ((configuration.CriticEncoder ?? configuration.Encoder).IsRaw && !settings.ContainsKey("value-hidden"))
        {
            settings = settings.Add("value-hidden", Widths);
        }

        return configuration with { TrainerSettings = settings };
    }
}
