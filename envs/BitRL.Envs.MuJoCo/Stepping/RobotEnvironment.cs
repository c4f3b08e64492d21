using System.Collections.Immutable;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Envs.MuJoCo;

/// <summary>A batch of copies of one robot task, stepped on several threads. Steps allocate nothing.</summary>
internal sealed class RobotEnvironment<TObservation> : IVectorEnvironment, IActionNames, IEnvironmentWarnings, IDrawableEnvironment, IReplayableEnvironment
    where TObservation : struct, IRobotObservation<TObservation>
{
    private readonly RobotCopy[] _copies;
    private readonly StepGang _gang;
    private readonly int _observationSize = TObservation.Task.Descriptor.ObservationSize;
    private readonly int _actionSize = TObservation.Task.Descriptor.Actions.Size;
    private readonly Action<int> _step;
    private readonly float[] _actions;
    private readonly StepResult[] _results;
    private readonly Queue<string> _warnings = [];

    /// <param name="physics">One a copy; now the environment's.</param>
    /// <param name="threads">That step copies at the same time, the caller's included.</param>
    public RobotEnvironment(IReadOnlyList<IRobotPhysics> physics, int threads)
    {
        _copies = [.. physics.Select(p => new RobotCopy(TObservation.Task, p))];
        _actions = new float[_copies.Length * _actionSize];
        _results = new StepResult[_copies.Length];
        _step = StepCopy;
        _gang = new StepGang(Math.Min(threads, _copies.Length));
    }

    public EnvironmentDescriptor Descriptor => TObservation.Task.Descriptor;

    public int Count => _copies.Length;

    public ImmutableArray<string> ActionNames { get; } =
        [.. TObservation.Task.Model.Motors.Select(motor => TObservation.Task.Model.Joints[motor.Joint].Name)];

    public double SecondsPerStep => TObservation.Task.SecondsPerStep;

    public ImmutableArray<ReplayQuantity> ReplayQuantities => RobotReplayNames.Quantities(TObservation.Task);

    /// <summary>The copies, for those who look inside.</summary>
    public IReadOnlyList<RobotCopy> Copies => _copies;

    public void Reset(ReadOnlySpan<int> indices, ReadOnlySpan<ulong> seeds)
    {
        if (indices.Length != seeds.Length)
        {
            throw new ArgumentException($"{indices.Length} copies to reset but {seeds.Length} seeds; give one a copy", nameof(seeds));
        }

        for (int k = 0; k < indices.Length; k++)
        {
            _copies[indices[k]].Reset(seeds[k]);
        }
    }

    public void Step(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        CheckStep(actions, results);
        actions.CopyTo(_actions);
        _gang.Run(_step, _copies.Length);
        _results.CopyTo(results);
        for (int i = 0; i < _copies.Length; i++)
        {
            if (_copies[i].IsUnstable)
            {
                _warnings.Enqueue(Warning(i));
            }
        }
    }

    public string? TakeWarning() => _warnings.TryDequeue(out string? warning) ? warning : null;

    public void CopyObservations(Span<float> destination)
    {
        for (int i = 0; i < _copies.Length; i++)
        {
            ReadOnlySpan<double> observation = _copies[i].Observation;
            for (int k = 0; k < observation.Length; k++)
            {
                destination[(i * _observationSize) + k] = (float)observation[k];
            }
        }
    }

    public int WriteEpisode(int index, TextStyle style, Span<byte> destination) => TObservation.From(_copies[index].Observation).WriteEpisode(style, destination);

    public int WriteStep(int index, TextStyle style, Span<byte> destination) => TObservation.From(_copies[index].Observation).WriteStep(style, destination);

    public void Draw(int index, ISceneWriter scene) => RobotPicture.Draw(TObservation.Task.Model, _copies[index].Physics, scene);

    public IReadOnlyList<IRecordedEpisode> ReadRecording(ReadOnlySpan<byte> line) =>
        [new RecordedRobotEpisode(_copies[0], RobotRecording.Read(line, TObservation.Task))];

    public void Dispose()
    {
        _gang.Dispose();
        foreach (RobotCopy copy in _copies)
        {
            copy.Dispose();
        }
    }

    private string Warning(int index) =>
        $"{Descriptor.Id}: the simulation of copy {index} broke down (a number became NaN or larger than 1e10) in the episode with seed {_copies[index].Seed}; the episode was cut off in the state before. Where this happens often, the policy has learned to exploit the simulation: lower its learning rate";

    private void StepCopy(int index) => _results[index] = _copies[index].Step(_actions.AsSpan(index * _actionSize, _actionSize));

    // Everything is checked before anything moves: a refused call leaves the batch as it was.
    private void CheckStep(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        if (actions.Length != _actions.Length || results.Length != _copies.Length)
        {
            throw new ArgumentException(
                $"{_copies.Length} copies need {_actions.Length} numbers of action and as many results as copies, but got {actions.Length} and {results.Length}", nameof(actions));
        }

        for (int i = 0; i < actions.Length; i++)
        {
            if (!float.IsFinite(actions[i]))
            {
                throw new ArgumentException($"action {i % _actionSize} of copy {i / _actionSize} is {actions[i]}; motors take finite numbers", nameof(actions));
            }
        }

        for (int i = 0; i < _copies.Length; i++)
        {
            if (!_copies[i].IsRunning)
            {
                throw new InvalidOperationException($"copy {i} has no running episode: reset it before the next step");
            }
        }
    }
}
