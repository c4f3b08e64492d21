using System.Collections.Immutable;
using BitRL.Agent.Configuration;
using BitRL.Cli.Checks;
using BitRL.Cli.Composition;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>States of an environment under random actions: the same for every backend.</summary>
internal sealed class StateSample
{
    // Fewer than the prefix cache and the memo hold, many enough for a mix of lengths.
    private const int SingleStates = 64;
    private const int Batches = 8;

    private StateSample()
    {
    }

    /// <summary>One state each, all of its text in one part, so that there is no prefix to cache.</summary>
    public required ImmutableArray<ObservationBatch> Whole { get; init; }

    /// <summary>One state each, in its parts.</summary>
    public required ImmutableArray<ObservationBatch> Single { get; init; }

    /// <summary>As many states each as training steps copies.</summary>
    public required ImmutableArray<ObservationBatch> Batch { get; init; }

    /// <summary>Whether the actions change from state to state.</summary>
    public required bool HasCandidates { get; init; }

    /// <summary>Takes states.</summary>
    /// <param name="provider">The environment.</param>
    /// <param name="configuration">Its settings, the copies, the seed.</param>
    /// <param name="style">Of the texts, or null for numbers.</param>
    /// <param name="cancellation">Stops early.</param>
    public static StateSample Take(IEnvironmentProvider provider, RunConfiguration configuration, TextStyle? style, CancellationToken cancellation)
    {
        var source = new EnvironmentSource(provider, configuration.EnvironmentSettings.Select(setting => $"env.{setting.Key}={setting.Value}"));
        var subject = new CheckSubject(source, configuration.Seed, cancellation);
        using var one = subject.Create(1);
        using var copies = subject.Create(configuration.EnvironmentCount);
        var single = Walk(subject, one, SingleStates, style);
        return new StateSample
        {
            Whole = style is { } text ? [.. single.Select(state => Join(state, text))] : single,
            Single = single,
            Batch = Walk(subject, copies, Batches, style),
            HasCandidates = one is IVariableActions,
        };
    }

    private static ImmutableArray<ObservationBatch> Walk(CheckSubject subject, IVectorEnvironment environment, int count, TextStyle? style)
    {
        var walk = new RandomWalk(subject, environment, number: 1);
        var taken = ImmutableArray.CreateBuilder<ObservationBatch>(count);
        while (taken.Count < count)
        {
            walk.Step();
            var batch = new ObservationBatch(environment.Descriptor, environment.Count, style);
            batch.Fill(environment);
            taken.Add(batch);
        }

        return taken.MoveToImmutable();
    }

    private static ObservationBatch Join(ObservationBatch state, TextStyle style)
    {
        byte[] text = [.. state.StaticPart.Span, .. state.EpisodePart(0).Span, .. state.StepPart(0).Span];
        var whole = ObservationBatch.OfTexts(capacity: 1, text.Length, style);
        whole.Add(text);
        return whole;
    }
}
