using System.Collections.Immutable;
using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Envs.SmartHome.Home;
using BitRL.Envs.SmartHome.Recordings;
using BitRL.Envs.SmartHome.Requests;

namespace BitRL.Envs.SmartHome.Stepping;

/// <summary>A batch of homes. Allocates nothing after construction.</summary>
internal sealed class SmartHomeEnvironment : IVectorEnvironment, IEpisodeMeasures, IEpisodeKinds, IActionNames, IReplayableEnvironment
{
    private readonly HomeEpisode[] _episodes;
    private readonly byte[] _utterances;
    private readonly int[] _utteranceLengths;
    private readonly Wordings _wordings;

    /// <param name="count">Homes, at least 1.</param>
    /// <param name="wordings">Which sentences residents say.</param>
    public SmartHomeEnvironment(int count, Wordings wordings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _wordings = wordings;
        _episodes = new HomeEpisode[count];
        _utterances = new byte[count * Request.MaxUtteranceBytes];
        _utteranceLengths = new int[count];
    }

    /// <summary>The same for all settings.</summary>
    public static EnvironmentDescriptor SharedDescriptor { get; } = new()
    {
        Id = "SmartHome-Light-v0",
        Description = "Do with the lamps of a home what a resident asks for, with little electricity",
        Actions = ActionSpace.Discrete(HomeEpisode.Done + 1),
        Schema = HomeObservation.Schema,
        ObservationSize = RawObservation.Size,
        MaxEpisodeSteps = HomeEpisode.MaxSteps,
    };

    public EnvironmentDescriptor Descriptor => SharedDescriptor;

    public int Count => _episodes.Length;

    public ImmutableArray<string> Measures { get; } = ["score", "success", "watts"];

    public ImmutableArray<string> Kinds => Phrasings.Names;

    public ImmutableArray<string> ActionNames => ServiceCalls.Names;

    public ImmutableArray<ReplayQuantity> ReplayQuantities => HomeRecording.Quantities;

    public void Reset(ReadOnlySpan<int> indices, ReadOnlySpan<ulong> seeds)
    {
        if (indices.Length != seeds.Length)
        {
            throw new ArgumentException($"{indices.Length} copies to reset but {seeds.Length} seeds; give one a copy", nameof(seeds));
        }

        for (int k = 0; k < indices.Length; k++)
        {
            var random = new HomeRandom(seeds[k]);
            Restore(indices[k], HomeEpisode.Draw(ref random, _wordings));
        }
    }

    public void Step(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        CheckStep(actions, results);
        for (int i = 0; i < _episodes.Length; i++)
        {
            results[i] = _episodes[i].Step((int)actions[i]);
        }
    }

    public void CopyObservations(Span<float> destination)
    {
        for (int i = 0; i < _episodes.Length; i++)
        {
            RawObservation.Write(_episodes[i], destination.Slice(i * RawObservation.Size, RawObservation.Size));
        }
    }

    public int WriteEpisode(int index, TextStyle style, Span<byte> destination) => Observe(index).WriteEpisode(style, destination);

    public int WriteStep(int index, TextStyle style, Span<byte> destination) => Observe(index).WriteStep(style, destination);

    public void CopyMeasures(int index, Span<double> destination)
    {
        destination[0] = _episodes[index].Score;
        destination[1] = _episodes[index].IsSatisfied ? 1 : 0;
        destination[2] = _episodes[index].Lamps.Watts(HomeLayout.AllLamps);
    }

    public int KindOf(int index) => Phrasings.IndexOf(_episodes[index].Request.Family, _episodes[index].Request.Kind);

    public IReadOnlyList<IRecordedEpisode> ReadRecording(ReadOnlySpan<byte> line) => [HomeRecording.Read(line, this)];

    public void Dispose()
    {
        // Managed memory only.
    }

    /// <summary>Puts a copy into a given state.</summary>
    internal void Restore(int index, in HomeEpisode episode)
    {
        _episodes[index] = episode;
        _utteranceLengths[index] = episode.Request.Sentence.Write(episode.Request.Words, UtteranceBuffer(index).Span);
    }

    internal HomeEpisode EpisodeOf(int index) => _episodes[index];

    internal string UtteranceOf(int index) => Encoding.UTF8.GetString(Utterance(index).Span);

    private Memory<byte> UtteranceBuffer(int index) => _utterances.AsMemory(index * Request.MaxUtteranceBytes, Request.MaxUtteranceBytes);

    private ReadOnlyMemory<byte> Utterance(int index) => UtteranceBuffer(index)[.._utteranceLengths[index]];

    private HomeObservation Observe(int index) => HomeObservation.Of(_episodes[index], Utterance(index));

    // Everything is checked before anything moves: a refused call leaves the batch as it was.
    private void CheckStep(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        if (actions.Length != _episodes.Length || results.Length != _episodes.Length)
        {
            throw new ArgumentException(
                $"{_episodes.Length} copies need as many actions and results, but got {actions.Length} and {results.Length}", nameof(actions));
        }

        for (int i = 0; i < actions.Length; i++)
        {
            // NaN fails the comparison too.
            if (!(actions[i] >= 0 && actions[i] <= HomeEpisode.Done && (int)actions[i] == actions[i]))
            {
                throw new ArgumentException($"action {actions[i]} of copy {i} is not one of 0..{HomeEpisode.Done}", nameof(actions));
            }

            if (_utteranceLengths[i] == 0 || _episodes[i].IsOver)
            {
                throw new InvalidOperationException($"copy {i} has no running episode: reset it before the next step");
            }
        }
    }
}
