using BitRL.Contracts.Environments;

namespace BitRL.Envs.MuJoCo;

/// <summary>One copy of a task: a simulated robot and what version 4 of the task makes of its motion. One thread at a time; steps allocate nothing.</summary>
internal sealed class RobotCopy : IDisposable
{
    private const int NotRunning = -1;

    private readonly RobotTask _task;
    private readonly double[] _controls;
    private readonly double[] _observation;
    private readonly double[] _lastPositions;
    private readonly double[] _lastVelocities;
    private readonly double[] _initialPositions;
    private int _steps = NotRunning;

    /// <param name="task">The task.</param>
    /// <param name="physics">Now the copy's.</param>
    public RobotCopy(RobotTask task, IRobotPhysics physics)
    {
        (_task, Physics) = (task, physics);
        _controls = new double[task.Descriptor.Actions.Size];
        _observation = new double[task.Descriptor.ObservationSize];
        (_lastPositions, _lastVelocities) = (new double[task.Size], new double[task.Size]);
        _initialPositions = [.. task.Model.Joints.Select(joint => joint.Reference)];
    }

    public IRobotPhysics Physics { get; }

    /// <summary>Of the running or last episode.</summary>
    public ulong Seed { get; private set; }

    /// <summary>Simulations that broke down so far.</summary>
    public int Breakdowns { get; private set; }

    public bool IsRunning => _steps != NotRunning;

    /// <summary>Steps since the reset; −1 where no episode runs.</summary>
    public int Steps => _steps;

    /// <summary>What the original observes: positions without the first, then velocities.</summary>
    public ReadOnlySpan<double> Observation => _observation;

    /// <summary>Forward velocity over the last step, m/s: what is paid for.</summary>
    public double ForwardReward { get; private set; }

    /// <summary>Paid for the last action.</summary>
    public double ControlCost { get; private set; }

    /// <summary>Whether the state after the last step is within the task's range.</summary>
    public bool IsHealthy { get; private set; } = true;

    /// <summary>Whether the last step ended in no valid state. The copy is then back in the state before it.</summary>
    public bool IsUnstable { get; private set; }

    /// <summary>Begins an episode.</summary>
    public void Reset(ulong seed)
    {
        Seed = seed;
        EpisodeRandom random = new(seed);
        for (int i = 0; i < _task.Size; i++)
        {
            _lastPositions[i] = _initialPositions[i] + random.Uniform(-_task.PositionNoise, _task.PositionNoise);
        }

        for (int i = 0; i < _task.Size; i++)
        {
            _lastVelocities[i] = _task.IsVelocityNoiseNormal
                ? _task.VelocityNoise * random.Normal()
                : random.Uniform(-_task.VelocityNoise, _task.VelocityNoise);
        }

        Restore(_lastPositions, _lastVelocities, steps: 0);
    }

    /// <summary>Puts the copy into a state, <paramref name="steps"/> steps after its reset.</summary>
    public void Restore(ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities, int steps)
    {
        Physics.SetState(positions, velocities);
        (_steps, IsUnstable) = (steps, false);
        Observe();
    }

    /// <summary>Goes on past the end of an episode, where a recording does.</summary>
    public void Resume(int steps) => _steps = steps;

    /// <summary>Steps once.</summary>
    /// <param name="action">One number a motor. Motors take what is within −1 … 1; the cost is that of the number itself.</param>
    public StepResult Step(ReadOnlySpan<float> action)
    {
        double squares = 0;
        for (int i = 0; i < _controls.Length; i++)
        {
            _controls[i] = action[i];
            squares += _controls[i] * _controls[i];
        }

        Physics.Positions.CopyTo(_lastPositions);
        Physics.Velocities.CopyTo(_lastVelocities);
        IsUnstable = !Physics.Step(_controls, _task.FrameSkip);
        bool truncated = ++_steps >= _task.Descriptor.MaxEpisodeSteps;
        if (IsUnstable)
        {
            return GiveUp();
        }

        ForwardReward = (Physics.Positions[0] - _lastPositions[0]) / _task.SecondsPerStep;
        ControlCost = _task.ControlCostWeight * squares;
        IsHealthy = _task.Health?.Holds(Physics.Positions, Physics.Velocities) ?? true;
        Observe();
        StepResult result = new(ForwardReward + _task.HealthyReward - ControlCost, !IsHealthy, truncated);
        if (result.IsDone)
        {
            _steps = NotRunning;
        }

        return result;
    }

    public void Dispose() => Physics.Dispose();

    /// <summary>The task did not end, its simulation did: the episode is cut off before the step that broke it, so that all that is seen of it is valid.</summary>
    private StepResult GiveUp()
    {
        Physics.SetState(_lastPositions, _lastVelocities);
        (ForwardReward, ControlCost, _steps) = (0, 0, NotRunning);
        Breakdowns++;
        return new StepResult(0, Terminated: false, Truncated: true);
    }

    private void Observe()
    {
        int size = _task.Size;
        double bound = _task.ObservedVelocity;
        Physics.Positions[1..].CopyTo(_observation);
        for (int i = 0; i < size; i++)
        {
            _observation[size - 1 + i] = Math.Clamp(Physics.Velocities[i], -bound, bound);
        }
    }
}
