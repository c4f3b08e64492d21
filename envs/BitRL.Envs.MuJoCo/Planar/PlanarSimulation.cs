using BitRL.Envs.MuJoCo.Description;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>A mechanism in motion. Allocates nothing after construction; one thread at a time.</summary>
internal sealed class PlanarSimulation : IRobotPhysics
{
    /// <summary>MuJoCo's own bound: a coordinate, velocity or acceleration beyond it is no simulation any more.</summary>
    private const double Limit = 1e10;

    private const int Stages = 4;

    private readonly PlanarModel _model;
    private readonly double _timestep;
    private readonly double[] _positions;
    private readonly double[] _velocities;
    private readonly double[] _accelerations;
    private readonly double[] _controls;
    private readonly double[] _stagePositions;
    private readonly double[][] _stageVelocities;
    private readonly double[][] _stageAccelerations;
    private readonly double[] _damping;
    private readonly double[] _damped;
    private readonly double[] _momentum;
    private readonly bool _isDamped;

    public PlanarSimulation(PlanarModel model)
    {
        _model = model;
        Dynamics = new PlanarDynamics(model);
        _timestep = model.Description.Timestep;
        int stride = Dynamics.Pose.Stride;
        (_positions, _velocities, _accelerations) = (new double[stride], new double[stride], new double[stride]);
        _controls = new double[model.Description.Motors.Length];
        _stagePositions = new double[stride];
        _stageVelocities = [.. Enumerable.Range(0, Stages).Select(_ => new double[stride])];
        _stageAccelerations = [.. Enumerable.Range(0, Stages).Select(_ => new double[stride])];
        _damping = [.. model.Description.Joints.Select(j => j.Damping)];
        _isDamped = _damping.Any(d => d != 0);
        _damped = new double[model.Tree.Size * stride];
        _momentum = new double[stride];
        model.InitialPositions.CopyTo(_positions, 0);
    }

    /// <summary>What the last evaluation computed.</summary>
    public PlanarDynamics Dynamics { get; }

    public ReadOnlySpan<double> Positions => _positions.AsSpan(0, Size);

    public ReadOnlySpan<double> Velocities => _velocities.AsSpan(0, Size);

    /// <summary>Of the last evaluation.</summary>
    public ReadOnlySpan<double> Accelerations => _accelerations.AsSpan(0, Size);

    public int ContactCount => Dynamics.Constraints.Contacts;

    public int ConstraintCount => Dynamics.Constraints.RowCount;

    private int Size => _model.Tree.Size;

    public void SetState(ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities)
    {
        positions[..Size].CopyTo(_positions);
        velocities[..Size].CopyTo(_velocities);

        // The guess for the solver is a part of the state: without it the same state and actions could end in other last digits.
        _accelerations.AsSpan().Clear();
    }

    public bool Step(ReadOnlySpan<double> controls, int count)
    {
        controls.CopyTo(_controls);
        for (int i = 0; i < count; i++)
        {
            if (_model.Description.Integrator == Integrator.Euler)
            {
                StepEuler();
            }
            else
            {
                StepRungeKutta();
            }

            if (!IsStable(_positions) || !IsStable(_velocities))
            {
                return false;
            }
        }

        return true;
    }

    public void UpdatePlaces() => Dynamics.Pose.Update(_positions, _velocities);

    /// <summary>Evaluates the dynamics in the current state.</summary>
    public void Forward(ReadOnlySpan<double> controls)
    {
        controls.CopyTo(_controls);
        Dynamics.Compute(_positions, _velocities, _controls, _accelerations);
    }

    public (double X, double Z, double Angle) Place(int body)
    {
        (int link, PlanarVector origin) = _model.Tree.Locate(body, default);
        TreePose pose = Dynamics.Pose;
        int slot = _model.Tree.Links[link].Slot;
        (double x, double z) = pose.Turn(slot, origin.X, origin.Z);
        return (pose.States[link + 1].X + x, pose.States[link + 1].Z + z, pose.Angle(slot));
    }

    public void Dispose()
    {
        // Managed memory only.
    }

    private static bool IsStable(ReadOnlySpan<double> values)
    {
        bool stable = true;
        foreach (double value in values)
        {
            // NaN fails the comparison too.
            stable &= Math.Abs(value) <= Limit;
        }

        return stable;
    }

    /// <summary>Semi-implicit: new velocities first, then positions with them. Joint damping acts at the new velocity.</summary>
    private void StepEuler()
    {
        Dynamics.Compute(_positions, _velocities, _controls, _accelerations);
        double[] rates = _accelerations;
        if (_isDamped)
        {
            DampImplicitly();
            rates = _stageAccelerations[0];
        }

        for (int k = 0; k < Size; k++)
        {
            _velocities[k] += _timestep * rates[k];
            _positions[k] += _timestep * _velocities[k];
        }
    }

    /// <summary>Solves (M + h D) a′ = M a.</summary>
    private void DampImplicitly()
    {
        double[] inertia = Dynamics.Pose.Inertia;
        int stride = Dynamics.Pose.Stride;
        inertia.AsSpan().CopyTo(_damped);
        for (int k = 0; k < Size; k++)
        {
            _momentum[k] = DenseRows.Dot(inertia, k * stride, _accelerations, 0, stride);
            _damped[(k * stride) + k] += _timestep * _damping[k];
        }

        Dynamics.Factorization.Factor(_damped);
        Dynamics.Factorization.Solve(_momentum, _stageAccelerations[0]);
    }

    private void StepRungeKutta()
    {
        Stage(0, _positions, _velocities);
        for (int stage = 1; stage < Stages; stage++)
        {
            double part = stage == Stages - 1 ? _timestep : 0.5 * _timestep;
            double[] velocities = _stageVelocities[stage];
            for (int k = 0; k < Size; k++)
            {
                _stagePositions[k] = _positions[k] + (part * _stageVelocities[stage - 1][k]);
                velocities[k] = _velocities[k] + (part * _stageAccelerations[stage - 1][k]);
            }

            Stage(stage, _stagePositions, velocities);
        }

        for (int k = 0; k < Size; k++)
        {
            _positions[k] += _timestep * Blend(_stageVelocities, k);
            _velocities[k] += _timestep * Blend(_stageAccelerations, k);
        }
    }

    private void Stage(int stage, double[] positions, double[] velocities)
    {
        Dynamics.Compute(positions, velocities, _controls, _accelerations);
        _accelerations.AsSpan().CopyTo(_stageAccelerations[stage]);
        if (stage == 0)
        {
            velocities.AsSpan().CopyTo(_stageVelocities[0]);
        }
    }

    private static double Blend(double[][] stages, int k) =>
        (stages[0][k] / 6) + (stages[1][k] / 3) + (stages[2][k] / 3) + (stages[3][k] / 6);
}
