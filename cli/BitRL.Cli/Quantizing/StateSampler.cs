using System.Collections.Immutable;
using BitRL.Cli.Checks;
using BitRL.Cli.Commands;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Model.Pretraining.Probing;

namespace BitRL.Cli.Quantizing;

/// <summary>States of an environment under random actions, as text and as numbers: what a backbone will read. The same seed gives the same states.</summary>
internal static class StateSampler
{
    private const int Copies = 8;

    // Random play in some environments never ends an episode early; probes split by episodes and need several.
    private const int LongestEpisode = 50;

    /// <summary>Plays.</summary>
    /// <param name="provider">The environment.</param>
    /// <param name="states">How many states, at least 1.</param>
    /// <param name="seed">All randomness follows from it.</param>
    public static ProbeSet Play(IEnvironmentProvider provider, int states, int seed)
    {
        using var environment = provider.Create(new EnvironmentOptions { Count = Copies });
        var sampler = new ActionSampler(seed);
        float[] actions = new float[Copies * environment.Descriptor.Actions.Size];
        float[] values = new float[Copies * environment.Descriptor.ObservationSize];
        var results = new StepResult[Copies];
        int[] steps = new int[Copies];
        int[] episodes = new int[Copies];
        int started = 0;
        Array.Fill(steps, LongestEpisode);
        var samples = ImmutableArray.CreateBuilder<ProbeSample>(states);
        while (samples.Count < states)
        {
            for (int copy = 0; copy < Copies; copy++)
            {
                if (results[copy].IsDone || steps[copy] == LongestEpisode)
                {
                    episodes[copy] = started++;
                    steps[copy] = 0;
                    results[copy] = default;
                    environment.Reset([copy], [(ulong)(seed + episodes[copy])]);
                }
            }

            environment.CopyObservations(values);
            for (int copy = 0; copy < Copies && samples.Count < states; copy++)
            {
                var numbers = values.AsSpan(copy * environment.Descriptor.ObservationSize, environment.Descriptor.ObservationSize);
                samples.Add(new ProbeSample(episodes[copy], StateText.Read(environment, copy, TextStyle.Compact), [.. numbers.ToArray().Select(value => (double)value)]));
            }

            sampler.Fill(environment, actions);
            environment.Step(actions, results);
            for (int copy = 0; copy < Copies; copy++)
            {
                steps[copy]++;
            }
        }

        return new ProbeSet(environment.Descriptor.Id, samples.ToImmutable());
    }
}
