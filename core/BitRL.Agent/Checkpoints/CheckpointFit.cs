using System.Collections.Immutable;
using BitRL.Agent.Configuration;

namespace BitRL.Agent.Checkpoints;

/// <summary>Says whether a checkpoint belongs to the parts at hand.</summary>
internal static class CheckpointFit
{
    /// <summary>Checks that training can go on with the parts at hand.</summary>
    /// <exception cref="CheckpointMismatchException">It cannot; the message says all that differs.</exception>
    public static void RequireSameParts(CheckpointHeader saved, CheckpointHeader now, string path) => RequireSame(saved, now, path, policyOnly: false);

    /// <summary>Checks that an agent can act with the parts at hand: nobody asks its critic.</summary>
    /// <exception cref="CheckpointMismatchException">It cannot; the message says all that differs.</exception>
    public static void RequireSamePolicy(CheckpointHeader saved, CheckpointHeader now, string path) => RequireSame(saved, now, path, policyOnly: true);

    /// <summary>Checks that a run goes on as it began: everything that shapes its numbers is the same.</summary>
    /// <exception cref="CheckpointMismatchException">It is not; the message says all that differs.</exception>
    public static void RequireSameRun(RunConfiguration saved, RunConfiguration now, string path)
    {
        var differences = new List<string>();
        Compare("num-envs", saved.EnvironmentCount, now.EnvironmentCount);
        Compare("seed", saved.Seed, now.Seed);
        CompareSettings("env", saved.EnvironmentSettings, now.EnvironmentSettings);
        CompareSettings("trainer", saved.TrainerSettings, now.TrainerSettings);
        Throw(path, differences, "resume with the values of its config.yaml, or start a new run with another --out");

        void Compare<T>(string key, T was, T isNow)
        {
            if (!EqualityComparer<T>.Default.Equals(was, isNow))
            {
                differences.Add($"{key} is {was} in it and {isNow} here");
            }
        }

        void CompareSettings(string section, ImmutableSortedDictionary<string, string> was, ImmutableSortedDictionary<string, string> isNow)
        {
            foreach (string name in was.Keys.Union(isNow.Keys))
            {
                Compare($"{section}.{name}", was.GetValueOrDefault(name, "the default"), isNow.GetValueOrDefault(name, "the default"));
            }
        }
    }

    private static void RequireSame(CheckpointHeader saved, CheckpointHeader now, string path, bool policyOnly)
    {
        var differences = new List<string>();
        Compare("environment", saved.Environment, now.Environment);
        Compare("observation schema", saved.SchemaHash, now.SchemaHash);
        Compare("action space", saved.Actions, now.Actions);
        Compare("trainer", saved.Trainer, now.Trainer);
        CompareEncoder("policy encoder", saved.PolicyEncoder, saved.PolicyEncoderIdentity, saved.PolicyFeatures, now.PolicyEncoder, now.PolicyEncoderIdentity, now.PolicyFeatures);
        if (!policyOnly)
        {
            CompareEncoder("critic encoder", saved.ValueEncoder, saved.ValueEncoderIdentity, saved.ValueFeatures, now.ValueEncoder, now.ValueEncoderIdentity, now.ValueFeatures);
        }

        Throw(path, differences, "use the environment, model, layer, pooling and style that it was trained with");

        void Compare(string what, string was, string isNow)
        {
            if (was != isNow)
            {
                differences.Add($"{what} is {was} in it and {isNow} here");
            }
        }

        void CompareEncoder(string what, string name, string identity, int features, string nowName, string nowIdentity, int nowFeatures)
        {
            if (identity != nowIdentity || features != nowFeatures)
            {
                differences.Add($"{what} is '{name}' ({features} features, {identity}) in it and '{nowName}' ({nowFeatures} features, {nowIdentity}) here");
            }
        }
    }

    private static void Throw(string path, List<string> differences, string advice)
    {
        if (differences.Count > 0)
        {
            throw new CheckpointMismatchException($"the checkpoint '{path}' does not fit: {string.Join("; ", differences)}; {advice}");
        }
    }
}
