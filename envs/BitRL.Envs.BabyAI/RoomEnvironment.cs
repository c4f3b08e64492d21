using System.Collections.Immutable;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Envs.BabyAI;

/// <summary>A batch of copies of a level. Allocates nothing after construction.</summary>
internal sealed class RoomEnvironment : IVectorEnvironment, IActionNames, IEpisodeMeasures, IDrawableEnvironment, IReplayableEnvironment
{
    /// <summary>A success loses up to this much of its reward of 1 by the steps that it took.</summary>
    private const double CostOfTime = 0.9;

    private readonly Level _level;
    private readonly RoomCopy[] _copies;

    /// <param name="level">What to play.</param>
    /// <param name="descriptor">What the host was told of it.</param>
    /// <param name="count">Copies, at least 1.</param>
    public RoomEnvironment(Level level, EnvironmentDescriptor descriptor, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _level = level;
        Descriptor = descriptor;
        _copies = [.. Enumerable.Range(0, count).Select(_ => new RoomCopy())];
    }

    public EnvironmentDescriptor Descriptor { get; }

    public int Count => _copies.Length;

    public ImmutableArray<string> ActionNames { get; } = [.. Enum.GetNames<RoomAction>().Select(name => name.ToLowerInvariant())];

    public ImmutableArray<string> Measures { get; } = ["success"];

    public double SecondsPerStep => 0;

    public ImmutableArray<ReplayQuantity> ReplayQuantities => RecordedRoom.Quantities;

    public void Reset(ReadOnlySpan<int> indices, ReadOnlySpan<ulong> seeds)
    {
        if (indices.Length != seeds.Length)
        {
            throw new ArgumentException($"{indices.Length} copies to reset but {seeds.Length} seeds; give one a copy", nameof(seeds));
        }

        for (int k = 0; k < indices.Length; k++)
        {
            RoomGenerator.Generate(_copies[indices[k]].Room, _level, new EpisodeRandom(seeds[k]));
            Begin(indices[k]);
        }
    }

    public void Step(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        CheckStep(actions, results);
        for (int i = 0; i < _copies.Length; i++)
        {
            RoomCopy copy = _copies[i];
            copy.IsSolved = copy.Room.Act((RoomAction)actions[i]);
            bool isTruncated = copy.Room.Steps >= Room.MaxSteps;
            double reward = copy.IsSolved ? 1 - (CostOfTime * ((double)copy.Room.Steps / Room.MaxSteps)) : 0;
            copy.IsRunning = !copy.IsSolved && !isTruncated;
            copy.Look();
            results[i] = new StepResult(reward, copy.IsSolved, isTruncated);
        }
    }

    public void CopyObservations(Span<float> destination)
    {
        for (int i = 0; i < _copies.Length; i++)
        {
            RawView.Write(_copies[i], destination.Slice(i * RawView.Size, RawView.Size));
        }
    }

    public int WriteEpisode(int index, TextStyle style, Span<byte> destination) => _copies[index].Observation.WriteEpisode(style, destination);

    public int WriteStep(int index, TextStyle style, Span<byte> destination) => _copies[index].Observation.WriteStep(style, destination);

    public void CopyMeasures(int index, Span<double> destination) => destination[0] = _copies[index].IsSolved ? 1 : 0;

    public void Draw(int index, ISceneWriter scene) => RoomPicture.Draw(_copies[index], scene);

    public IReadOnlyList<IRecordedEpisode> ReadRecording(ReadOnlySpan<byte> line) => [new RecordedRoom(this, Recording.Read(line, Descriptor.Id))];

    public void Dispose()
    {
        // Managed memory only.
    }

    /// <summary>A copy, whose world may be set up before <see cref="Begin"/>.</summary>
    internal RoomCopy CopyOf(int index) => _copies[index];

    /// <summary>Starts the episode of a copy in the world as it is.</summary>
    internal void Begin(int index)
    {
        RoomCopy copy = _copies[index];
        (copy.IsRunning, copy.IsSolved) = (true, false);
        copy.Look();
    }

    // Everything is checked before anything moves: a refused call leaves the batch as it was.
    private void CheckStep(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        if (actions.Length != _copies.Length || results.Length != _copies.Length)
        {
            throw new ArgumentException(
                $"{_copies.Length} copies need as many actions and results, but got {actions.Length} and {results.Length}", nameof(actions));
        }

        for (int i = 0; i < actions.Length; i++)
        {
            // NaN fails the comparison too.
            if (!(actions[i] >= 0 && actions[i] <= (float)RoomAction.Done && (int)actions[i] == actions[i]))
            {
                throw new ArgumentException($"action {actions[i]} of copy {i} is not one of 0..{(int)RoomAction.Done}", nameof(actions));
            }

            if (!_copies[i].IsRunning)
            {
                throw new InvalidOperationException($"copy {i} has no running episode: reset it before the next step");
            }
        }
    }
}
