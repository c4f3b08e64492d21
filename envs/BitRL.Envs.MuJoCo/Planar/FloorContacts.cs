using BitRL.Envs.MuJoCo.Description;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>Finds capsule ends that touch the floor z = 0.</summary>
internal sealed class FloorContacts
{
    private readonly LinkTree _tree;
    private readonly CapsuleEnd[] _ends;

    /// <param name="model">The capsules.</param>
    /// <param name="tree">The links they are fixed to.</param>
    /// <param name="inverseWeights">Of each body.</param>
    /// <param name="degrees">Where the list of each link's degrees of freedom begins.</param>
    public FloorContacts(ModelDescription model, LinkTree tree, double[] inverseWeights, int[] degrees)
    {
        _tree = tree;
        List<CapsuleEnd> ends = [];
        foreach (CapsuleDescription capsule in model.Capsules)
        {
            if (model.Floor is { } floor && floor.Touches(capsule.Surface))
            {
                SurfaceDescription surface = floor.With(capsule.Surface);
                SoftLaw law = new(surface.Softness, surface.Margin, inverseWeights[capsule.Body], surface.EffectiveFriction, model.Timestep);
                (int link, PlanarVector first) = tree.Locate(capsule.Body, capsule.Center + (capsule.HalfLength * capsule.Axis));
                (_, PlanarVector second) = tree.Locate(capsule.Body, capsule.Center - (capsule.HalfLength * capsule.Axis));
                ends.Add(new CapsuleEnd(link, tree.Links[link].Slot, first, capsule.Radius, law, (degrees[link], tree.Chains[link].Length)));
                ends.Add(new CapsuleEnd(link, tree.Links[link].Slot, second, capsule.Radius, law, (degrees[link], tree.Chains[link].Length)));
            }
        }

        _ends = [.. ends];
    }

    /// <summary>Constraints that it may add.</summary>
    public int Capacity => _ends.Length;

    public void Find(TreePose pose, ReadOnlySpan<double> velocities, ConstraintSet constraints)
    {
        foreach (ref readonly CapsuleEnd end in _ends.AsSpan())
        {
            (double x, double z) = pose.Turn(end.Slot, end.Point.X, end.Point.Z);
            double distance = pose.States[end.Link + 1].Z + z - end.Radius;
            if (distance < end.Law.Margin)
            {
                // The contact point lies half way between the surfaces.
                Add(end, pose.States, x, z - end.Radius - (0.5 * distance), distance, velocities, constraints);
            }
        }
    }

    private void Add(in CapsuleEnd end, LinkState[] states, double x, double z, double distance, ReadOnlySpan<double> velocities, ConstraintSet constraints)
    {
        int row = constraints.Begin();
        double[] rows = constraints.Rows;
        int stride = constraints.Stride;
        double friction = end.Law.Friction;
        double normalVelocity = 0;
        double tangentVelocity = 0;
        for (int state = end.Link + 1; state > 0; state = _tree.Links[state - 1].Parent)
        {
            ref readonly Link link = ref _tree.Links[state - 1];
            ref readonly LinkState at = ref states[state];
            (double tangent, double normal) = link.IsHinge ? (link.Sign * z, -link.Sign * x) : (at.AxisX, at.AxisZ);
            tangent *= friction;
            rows[row + state - 1] = normal;
            rows[row + stride + state - 1] = tangent;
            normalVelocity += normal * velocities[state - 1];
            tangentVelocity += tangent * velocities[state - 1];
            x += at.FromParentX;
            z += at.FromParentZ;
        }

        constraints.End(end.Law, distance, normalVelocity, tangentVelocity, end.Degrees, isContact: true);
    }

    private readonly record struct CapsuleEnd(int Link, int Slot, PlanarVector Point, double Radius, SoftLaw Law, (int Start, int Length) Degrees);
}
