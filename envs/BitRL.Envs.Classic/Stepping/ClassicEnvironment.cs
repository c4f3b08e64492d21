using System.Collections.Immutable;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Envs.Classic;

/// <summary>A batch of copies of one task. Allocates nothing after construction.</summary>
internal class ClassicEnvironment<TState, TObservation> : IVectorEnvironment, IDrawableEnvironment, IActionNames
    where TState : struct, IClassicState<TState, TObservation>
    where TObservation : struct, IObservationText<TObservation>
{
    private const int NotRunning = -1;

    private readonly TState[] _states;
    private readonly int[] _steps;
    private readonly int _choices = TState.Descriptor.Actions.Choices;
    private readonly int _observationSize = TState.Descriptor.ObservationSize;
    private readonly int _maxSteps = TState.Descriptor.MaxEpisodeSteps;

    /// <param name="count">Copies, at least 1.</param>
    public ClassicEnvironment(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _states = new TState[count];
        _steps = new int[count];
        _steps.AsSpan().Fill(NotRunning);
    }

    public EnvironmentDescriptor Descriptor => TState.Descriptor;

    public int Count => _states.Length;

    public double SecondsPerStep => TState.SecondsPerStep;

    public ImmutableArray<string> ActionNames => TState.ActionNames;

    public void Reset(ReadOnlySpan<int> indices, ReadOnlySpan<ulong> seeds)
    {
        if (indices.Length != seeds.Length)
        {
            throw new ArgumentException($"{indices.Length} copies to reset but {seeds.Length} seeds; give one a copy", nameof(seeds));
        }

        for (int k = 0; k < indices.Length; k++)
        {
            Restore(indices[k], TState.Start(new EpisodeRandom(seeds[k])), steps: 0);
        }
    }

    public void Step(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        CheckStep(actions, results);
        for (int i = 0; i < _states.Length; i++)
        {
            _states[i] = _states[i].Step((int)actions[i], out double reward, out bool terminated);
            bool truncated = ++_steps[i] >= _maxSteps;
            results[i] = new StepResult(reward, terminated, truncated);
            if (terminated || truncated)
            {
                _steps[i] = NotRunning;
            }
        }
    }

    public void CopyObservations(Span<float> destination)
    {
        for (int i = 0; i < _states.Length; i++)
        {
            _states[i].CopyTo(destination.Slice(i * _observationSize, _observationSize));
        }
    }

    public int WriteEpisode(int index, TextStyle style, Span<byte> destination) => _states[index].Observe().WriteEpisode(style, destination);

    public int WriteStep(int index, TextStyle style, Span<byte> destination) => _states[index].Observe().WriteStep(style, destination);

    public void Draw(int index, ISceneWriter scene) => _states[index].Draw(scene);

    public void Dispose()
    {
        // Managed memory only.
    }

    /// <summary>Puts a copy into a given state, <paramref name="steps"/> steps after its reset.</summary>
    internal void Restore(int index, TState state, int steps)
    {
        _states[index] = state;
        _steps[index] = steps;
    }

    internal TState StateOf(int index) => _states[index];

    // Everything is checked before anything moves: a refused call leaves the batch as it was.
    private void CheckStep(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        if (actions.Length != _states.Length || results.Length != _states.Length)
        {
            throw new ArgumentException(
                $"{_states.Length} copies need as many actions and results, but got {actions.Length} and {results.Length}", nameof(actions));
        }

        for (int i = 0; i < actions.Length; i++)
        {
            // NaN fails the comparison too.
            if (!(actions[i] >= 0 && actions[i] < _choices && (int)actions[i] == actions[i]))
            {
                throw new ArgumentException($"action {actions[i]} of copy {i} is not one of 0..{_choices - 1}", nameof(actions));
            }

            if (_steps[i] == NotRunning)
            {
                throw new InvalidOperationException($"copy {i} has no running episode: reset it before the next step");
            }
        }
    }
}
