using BitRL.Envs.MuJoCo.Description;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>Finds joints outside their range.</summary>
internal sealed class LimitFinder
{
    private readonly (int Degree, double Low, double High, SoftLaw Law)[] _limits;

    /// <param name="model">The joints.</param>
    /// <param name="inverseWeights">Of each joint.</param>
    public LimitFinder(ModelDescription model, double[] inverseWeights)
    {
        List<(int, double, double, SoftLaw)> limits = [];
        for (int k = 0; k < model.Joints.Length; k++)
        {
            if (model.Joints[k].Range is { } range)
            {
                limits.Add((k, range.Low, range.High, new SoftLaw(model.Joints[k].LimitSoftness, 0, inverseWeights[k], 0, model.Timestep)));
            }
        }

        _limits = [.. limits];
    }

    /// <summary>Constraints that it may add.</summary>
    public int Capacity => 2 * _limits.Length;

    public void Find(ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities, ConstraintSet constraints)
    {
        foreach (ref readonly (int Degree, double Low, double High, SoftLaw Law) limit in _limits.AsSpan())
        {
            int k = limit.Degree;
            if (positions[k] < limit.Low)
            {
                Add(k, 1, positions[k] - limit.Low, velocities[k], limit.Law, constraints);
            }

            if (positions[k] > limit.High)
            {
                Add(k, -1, limit.High - positions[k], velocities[k], limit.Law, constraints);
            }
        }
    }

    // The lists of degrees of freedom begin with one list of one for each joint.
    private static void Add(int degree, double sign, double distance, double velocity, in SoftLaw law, ConstraintSet constraints)
    {
        int row = constraints.Begin();
        constraints.Rows[row + degree] = sign;
        constraints.End(law, distance, sign * velocity, 0, (degree, 1), isContact: false);
    }
}
