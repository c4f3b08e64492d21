using System.Collections.Immutable;
using BitRL.Agent.Training;
using BitRL.Contracts.Environments;

namespace BitRL.Agent.Evaluation;

/// <summary>Gathers what an environment measures of its episodes, and of which kinds they are; nothing where it has no such ability.</summary>
internal sealed class EpisodeMeasures
{
    private readonly string _environment;
    private readonly IEpisodeMeasures? _source;
    private readonly IEpisodeKinds? _kinds;
    private readonly double[] _values;
    private double[][] _episodes = [];
    private string[] _kindNames = [];

    public EpisodeMeasures(IVectorEnvironment environment)
    {
        _environment = environment.Descriptor.Id;
        _source = environment as IEpisodeMeasures;
        _kinds = environment as IEpisodeKinds;
        _values = new double[_source?.Measures.Length ?? 0];
    }

    /// <summary>Makes room for a number of episodes.</summary>
    public void Start(int episodes)
    {
        _episodes = [.. _values.Select(_ => new double[episodes])];
        _kindNames = _kinds is null ? [] : new string[episodes];
    }

    /// <summary>Reads the measures and the kind of the episode that a copy has just ended.</summary>
    /// <exception cref="RunFaultException">A measure is not finite, or the kind is none of those that there are.</exception>
    public void Take(int copy, int episode)
    {
        if (_kinds is not null)
        {
            int kind = _kinds.KindOf(copy);
            _kindNames[episode] = (uint)kind < (uint)_kinds.Kinds.Length
                ? _kinds.Kinds[kind]
                : throw new RunFaultException($"environment '{_environment}' says that an episode is of kind {kind}, but has {_kinds.Kinds.Length}; report it to the environment's author");
        }

        _source?.CopyMeasures(copy, _values);
        for (int i = 0; i < _values.Length; i++)
        {
            _episodes[i][episode] = double.IsFinite(_values[i])
                ? _values[i]
                : throw new RunFaultException($"environment '{_environment}' measured {_source!.Measures[i]} as {_values[i]}; report it to the environment's author");
        }
    }

    /// <summary>Adds what was gathered.</summary>
    public EvaluationResult AddTo(EvaluationResult result) => result with { Measures = Values(), Kinds = [.. _kindNames] };

    private ImmutableSortedDictionary<string, ImmutableArray<double>> Values() =>
        _episodes.Index().ToImmutableSortedDictionary(pair => _source!.Measures[pair.Index], pair => pair.Item.ToImmutableArray());
}
