using System.Collections.Immutable;
using BitRL.Agent.Configuration;
using BitRL.Agent.Seeding;
using BitRL.Contracts.Environments;

namespace BitRL.Agent.Evaluation;

/// <summary>The policy that knows nothing: each action is drawn evenly from all choices of the state, or from the box. Its mean return is the zero of normalised scores.</summary>
public static class RandomPolicy
{
    private const int MostCopies = 8;

    /// <summary>Plays whole episodes.</summary>
    /// <param name="provider">The environment.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="episodes">How many, at least 1.</param>
    /// <param name="seed">Episode k and its actions follow from it.</param>
    /// <param name="cancellationToken">Stops early.</param>
    /// <exception cref="ConfigurationException">The environment refuses a setting.</exception>
    public static EvaluationResult Play(IEnvironmentProvider provider, IReadOnlyDictionary<string, string> settings, int episodes, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(episodes, 1);
        try
        {
            using IVectorEnvironment environment = provider.Create(new EnvironmentOptions { Count = Math.Min(episodes, MostCopies), Settings = settings.ToImmutableDictionary() });
            return Play(environment, episodes, SeedTree.Root(seed).Child(SeedBranch.RandomPolicy), cancellationToken);
        }
        catch (ArgumentException e)
        {
            throw new ConfigurationException($"environment '{provider.Descriptor.Id}': {e.Message}", e);
        }
    }

    /// <summary>Every copy plays its share of the episodes one after the other: episode k of n copies is in copy k mod n.</summary>
    private static EvaluationResult Play(IVectorEnvironment environment, int episodes, SeedTree seeds, CancellationToken cancellationToken)
    {
        int copies = environment.Count;
        var returns = new double[episodes];
        var lengths = new int[episodes];
        var measures = new EpisodeMeasures(environment);
        measures.Start(episodes);
        int[] current = [.. Enumerable.Range(0, copies)];
        Random[] draws = [.. current.Select(episode => Generator(seeds, episode))];
        environment.Reset(current, [.. current.Select(episode => Seed(seeds, episode))]);
        var actions = new float[copies * environment.Descriptor.Actions.Size];
        var results = new StepResult[copies];
        for (int finished = 0; finished < episodes;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int copy = 0; copy < copies; copy++)
            {
                Draw(environment, copy, draws[copy], actions.AsSpan(copy * environment.Descriptor.Actions.Size, environment.Descriptor.Actions.Size));
            }

            environment.Step(actions, results);
            for (int copy = 0; copy < copies; copy++)
            {
                int episode = current[copy];
                if (episode < episodes)
                {
                    returns[episode] += results[copy].Reward;
                    lengths[episode]++;
                    if (results[copy].IsDone)
                    {
                        measures.Take(copy, episode);
                        finished++;
                    }
                }

                if (results[copy].IsDone)
                {
                    current[copy] = episode + copies; // beyond the last one it idles
                    draws[copy] = Generator(seeds, current[copy]);
                    environment.Reset([copy], [Seed(seeds, current[copy])]);
                }
            }
        }

        return measures.AddTo(new EvaluationResult([.. returns], [.. lengths]));
    }

    private static void Draw(IVectorEnvironment environment, int copy, Random random, Span<float> action)
    {
        ActionSpace space = environment.Descriptor.Actions;
        int choices = environment is IVariableActions variable ? variable.CountActions(copy) : space.Choices;
        for (int i = 0; i < action.Length; i++)
        {
            action[i] = space.IsDiscrete ? random.Next(choices) : space.Low[i] + (random.NextSingle() * (space.High[i] - space.Low[i]));
        }
    }

    private static ulong Seed(SeedTree seeds, int episode) => seeds.Child(0UL).Child((ulong)episode).Value;

    private static Random Generator(SeedTree seeds, int episode) => new((int)(seeds.Child(1UL).Child((ulong)episode).Value & int.MaxValue));
}
