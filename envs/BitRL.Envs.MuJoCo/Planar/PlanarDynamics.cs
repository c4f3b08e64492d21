using BitRL.Envs.MuJoCo.Description;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>Forward dynamics of a planar mechanism: accelerations from positions, velocities and controls. Allocates nothing after construction; one thread at a time.</summary>
internal sealed class PlanarDynamics
{
    private readonly PlanarModel _model;
    private readonly ConstraintSolver _solver;
    private readonly double[] _stiffness;
    private readonly double[] _damping;
    private readonly MotorDescription[] _motors;

    public PlanarDynamics(PlanarModel model)
    {
        _model = model;
        ModelDescription description = model.Description;
        LinkTree tree = model.Tree;
        Pose = new TreePose(tree, description.Gravity.X, description.Gravity.Z);
        Constraints = new ConstraintSet(model.ConstraintCapacity, tree.Size, model.Degrees);
        Factorization = new TreeFactorization(tree, model.Capsules.Links);
        _solver = new ConstraintSolver(tree.Size, Factorization, Constraints, model.ConstraintCapacity);
        _stiffness = [.. description.Joints.Select(j => j.Stiffness)];
        _damping = [.. description.Joints.Select(j => j.Damping)];
        _motors = [.. description.Motors];
        Force = new double[Pose.Stride];
    }

    public TreePose Pose { get; }

    public ConstraintSet Constraints { get; }

    /// <summary>Of the model's sparsity; its factors are those of the last use.</summary>
    public TreeFactorization Factorization { get; }

    /// <summary>[Stride]; motors and springs and dampers less the bias force.</summary>
    public double[] Force { get; }

    /// <summary>Newton steps of the last call.</summary>
    public int Iterations => _solver.Iterations;

    /// <summary>How much a row of a constraint pushes: row 0 is n, 1 is n + t, 2 is n − t.</summary>
    public double RowForce(int constraint, int row) => _solver.RowForce(constraint, row);

    /// <summary>Computes accelerations.</summary>
    /// <param name="positions">[size]</param>
    /// <param name="velocities">[size]</param>
    /// <param name="controls">[motors]; clipped to their ranges here.</param>
    /// <param name="accelerations">[Stride]; in: a guess, such as those of a state nearby; out: the accelerations.</param>
    public void Compute(ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities, ReadOnlySpan<double> controls, double[] accelerations)
    {
        Pose.Update(positions, velocities);
        SumForces(positions, velocities, controls);
        Constraints.Clear();
        _model.Limits.Find(positions, velocities, Constraints);
        _model.Floor.Find(Pose, velocities, Constraints);
        _model.Capsules.Find(Pose, velocities, Constraints);
        _solver.Solve(Pose.Inertia, Force, accelerations);
    }

    private void SumForces(ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities, ReadOnlySpan<double> controls)
    {
        double[] force = Force;
        double[] bias = Pose.Bias;
        for (int k = 0; k < _stiffness.Length; k++)
        {
            force[k] = -(_stiffness[k] * positions[k]) - (_damping[k] * velocities[k]) - bias[k];
        }

        for (int i = 0; i < _motors.Length; i++)
        {
            MotorDescription motor = _motors[i];
            force[motor.Joint] += motor.Gear * Math.Clamp(controls[i], motor.Low, motor.High);
        }
    }
}
