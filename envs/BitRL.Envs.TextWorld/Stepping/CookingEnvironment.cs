using System.Collections.Immutable;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Envs.TextWorld;

/// <summary>A batch of cooking games. An action is the number of one of the admissible commands; the reward is the points it earned. A step allocates nothing.</summary>
internal sealed class CookingEnvironment : IVectorEnvironment, IVariableActions, ITypedCommands, IEpisodeMeasures, IReplayableEnvironment
{
    private readonly CookingOptions _options;
    private readonly GameMaker _maker;
    private readonly Observer _observer = new();
    private readonly Seat[] _seats;

    /// <param name="descriptor">What it is, with these options.</param>
    /// <param name="options">How games are made.</param>
    /// <param name="count">Copies, at least 1.</param>
    public CookingEnvironment(EnvironmentDescriptor descriptor, CookingOptions options, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        (Descriptor, _options) = (descriptor, options);
        _maker = new GameMaker(options.Difficulty);
        _seats = [.. Enumerable.Range(0, count).Select(_ => new Seat(options.Steps, descriptor.Actions.Choices))];
    }

    public EnvironmentDescriptor Descriptor { get; }

    public int Count => _seats.Length;

    public int MaxActionBytes => ActionText.MaxBytes;

    public int ActionFeatureSize => Symbols.ActionSize;

    public int MaxCommandBytes => CommandWriter.MaxBytes;

    public ImmutableArray<string> Measures { get; } = ["score", "success"];

    public ImmutableArray<ReplayQuantity> ReplayQuantities => RecordedPlay.Quantities;

    public void Reset(ReadOnlySpan<int> indices, ReadOnlySpan<ulong> seeds)
    {
        if (indices.Length != seeds.Length)
        {
            throw new ArgumentException($"{indices.Length} copies to reset but {seeds.Length} seeds; give one a copy", nameof(seeds));
        }

        for (int k = 0; k < indices.Length; k++)
        {
            Seat seat = _seats[indices[k]];
            _maker.Make(seat.Game, seeds[k]);
            seat.Start();
        }
    }

    public void Step(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        CheckStep(actions, results);
        for (int i = 0; i < _seats.Length; i++)
        {
            results[i] = _seats[i].Step((int)actions[i]);
        }
    }

    public void CopyObservations(Span<float> destination)
    {
        for (int i = 0; i < _seats.Length; i++)
        {
            Symbols.CopyState(_seats[i].Game, destination[(i * Symbols.StateSize)..]);
        }
    }

    public int WriteEpisode(int index, TextStyle style, Span<byte> destination) => 0;

    public int WriteStep(int index, TextStyle style, Span<byte> destination) =>
        _observer.Observe(_seats[index].Game, _seats[index].Feedback).WriteStep(style, destination);

    public int CountActions(int index) => _seats[index].Commands.Length;

    public int WriteAction(int index, int action, TextStyle style, Span<byte> destination) =>
        ActionText.Write(_seats[index].Game, _seats[index].Commands[action], _options.HasActionFacts, style, destination);

    public void CopyActionFeatures(int index, Span<float> destination)
    {
        ReadOnlySpan<Command> commands = _seats[index].Commands;
        for (int i = 0; i < commands.Length; i++)
        {
            Symbols.CopyAction(_seats[index].Game, commands[i], destination[(i * Symbols.ActionSize)..]);
        }
    }

    public StepResult StepTyped(int index, ReadOnlySpan<byte> command)
    {
        CheckRunning(index);
        return _seats[index].StepTyped(command);
    }

    public int WriteCommand(int index, int action, Span<byte> destination)
    {
        var writer = new Utf8TextWriter(destination, CommandWriter.MaxBytes);
        CommandWriter.Write(_seats[index].Commands[action], ref writer);
        return writer.Length;
    }

    public void CopyMeasures(int index, Span<double> destination)
    {
        QuestBook quests = _seats[index].Game.Quests;
        destination[0] = (double)quests.Score / quests.MaxScore;
        destination[1] = quests.IsWon ? 1 : 0;
    }

    public IReadOnlyList<IRecordedEpisode> ReadRecording(ReadOnlySpan<byte> line) => GameRecording.Read(line).Plays(_seats[0]);

    public void Dispose()
    {
        // Managed memory only.
    }

    /// <summary>A copy, for tests.</summary>
    internal Seat SeatOf(int index) => _seats[index];

    // Everything is checked before anything moves: a refused call leaves the batch as it was.
    private void CheckStep(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        if (actions.Length != _seats.Length || results.Length != _seats.Length)
        {
            throw new ArgumentException($"{_seats.Length} copies need as many actions and results, but got {actions.Length} and {results.Length}", nameof(actions));
        }

        for (int i = 0; i < actions.Length; i++)
        {
            CheckRunning(i);
            int choices = _seats[i].Commands.Length;

            // NaN fails the comparison too.
            if (!(actions[i] >= 0 && actions[i] < choices && (int)actions[i] == actions[i]))
            {
                throw new ArgumentException($"action {actions[i]} of copy {i} is not one of 0..{choices - 1}, the commands of its present state", nameof(actions));
            }
        }
    }

    private void CheckRunning(int index)
    {
        if (!_seats[index].IsRunning)
        {
            throw new InvalidOperationException($"copy {index} has no running episode: reset it before the next step");
        }
    }
}
