using System.Collections.Immutable;
using BitRL.Agent.Training;
using BitRL.Contracts.Environments;

namespace BitRL.Agent.Evaluation;

/// <summary>Gathers what an environment measures of its episodes; nothing where it has no such ability.</summary>
internal sealed class EpisodeMeasures
{
    private readonly string _environment;
    private readonly IEpisodeMeasures? _source;
    private readonly double[] _values;
    private double[][] _episodes = [];

    public EpisodeMeasures(IVectorEnvironment environment)
    {
        _environment = environment.Descriptor.Id;
        _source = environment as IEpisodeMeasures;
        _values = new double[_source?.Measures.Length ?? 0];
    }

    /// <summary>Makes room for a number of episodes.</summary>
    public void Start(int episodes) => _episodes = [.. _values.Select(_ => new double[episodes])];

    /// <summary>Reads the measures of the episode that a copy has just ended.</summary>
    /// <exception cref="RunFaultException">A measure is not finite.</exception>
    public void Take(int copy, int episode)
    {
        _source?.CopyMeasures(copy, _values);
        for (int i = 0; i < _values.Length; i++)
        {
            _episodes[i][episode] = double.IsFinite(_values[i])
                ? _values[i]
                : throw new RunFaultException($"environment '{_environment}' measured {_source!.Measures[i]} as {_values[i]}; report it to the environment's author");
        }
    }

    /// <summary>The measures, one value an episode.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<double>> Result() =>
        _episodes.Index().ToImmutableSortedDictionary(pair => _source!.Measures[pair.Index], pair => pair.Item.ToImmutableArray());
}
