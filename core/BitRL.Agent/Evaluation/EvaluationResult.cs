using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using BitRL.Agent.Training;

namespace BitRL.Agent.Evaluation;

/// <summary>Returns and lengths of greedy episodes, in the order of their seeds.</summary>
/// <param name="Returns">Undiscounted sum of rewards of each episode.</param>
/// <param name="Lengths">Steps of each episode.</param>
public sealed record EvaluationResult(ImmutableArray<double> Returns, ImmutableArray<int> Lengths)
{
    /// <summary>What the environment itself measures of an episode, by name: one value an episode; empty where it measures nothing.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<double>> Measures { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<double>>.Empty;

    /// <summary>Means of <see cref="Measures"/> over the episodes.</summary>
    public ImmutableSortedDictionary<string, double> MeasureMeans => Measures.ToImmutableSortedDictionary(measure => measure.Key, measure => measure.Value.Average());

    /// <summary>The kind of each episode; empty where the environment tells no kinds apart.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary><see cref="Returns"/> and <see cref="Measures"/> by kind; empty where there are no kinds.</summary>
    public ImmutableSortedDictionary<string, KindResult> ByKind => Kinds.Index()
        .GroupBy(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(group => group.Key, group => OfEpisodes([.. group]));

    /// <summary>Number of episodes.</summary>
    [JsonPropertyName("episodes")]
    public int Episodes => Returns.Length;

    /// <summary>Mean return.</summary>
    public double Mean => Returns.Average();

    /// <summary>Standard deviation of the returns (divided by n).</summary>
    public double StandardDeviation
    {
        get
        {
            double mean = Mean;
            return Math.Sqrt(Returns.Average(r => (r - mean) * (r - mean)));
        }
    }

    /// <summary>Lowest return.</summary>
    public double Minimum => Returns.Min();

    /// <summary>Highest return.</summary>
    public double Maximum => Returns.Max();

    /// <summary>Mean length in steps.</summary>
    public double MeanLength => Lengths.Average();

    /// <summary>Indented JSON, names in snake case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AgentJson.Indented.EvaluationResult);

    private KindResult OfEpisodes(int[] episodes) => new(
        episodes.Length,
        episodes.Average(episode => Returns[episode]),
        Measures.ToImmutableSortedDictionary(measure => measure.Key, measure => episodes.Average(episode => measure.Value[episode])));
}
