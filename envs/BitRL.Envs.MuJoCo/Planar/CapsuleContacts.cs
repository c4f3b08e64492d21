using BitRL.Envs.MuJoCo.Description;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>Finds capsules that touch each other.</summary>
internal sealed class CapsuleContacts
{
    /// <summary>Contacts that one pair can have.</summary>
    private const int ContactsOfPair = 2;

    private const double Tiny = 1e-15;

    private readonly LinkTree _tree;
    private readonly Pair[] _pairs;

    /// <param name="model">The capsules.</param>
    /// <param name="tree">The links they are fixed to.</param>
    /// <param name="inverseWeights">Of each body.</param>
    /// <param name="degrees">Gets the degrees of freedom of each pair, after what is in it already.</param>
    public CapsuleContacts(ModelDescription model, LinkTree tree, double[] inverseWeights, List<int> degrees)
    {
        _tree = tree;
        List<Pair> pairs = [];
        foreach ((CapsuleDescription first, CapsuleDescription second) in Touching(model))
        {
            SurfaceDescription surface = first.Surface.With(second.Surface);
            double weight = inverseWeights[first.Body] + inverseWeights[second.Body];
            SoftLaw law = new(surface.Softness, surface.Margin, weight, surface.EffectiveFriction, model.Timestep);
            Shape a = new(tree, first);
            Shape b = new(tree, second);
            int[] own = [.. tree.Chains[a.Link].Union(tree.Chains[b.Link]).Order()];
            pairs.Add(new Pair(a, b, law, (degrees.Count, own.Length)));
            degrees.AddRange(own);
        }

        _pairs = [.. pairs];
    }

    /// <summary>Constraints that it may add.</summary>
    public int Capacity => ContactsOfPair * _pairs.Length;

    /// <summary>The links that may touch.</summary>
    public IEnumerable<(int First, int Second)> Links => _pairs.Select(pair => (pair.First.Link, pair.Second.Link));

    public void Find(TreePose pose, ReadOnlySpan<double> velocities, ConstraintSet constraints)
    {
        Span<(double First, double Second)> candidates = stackalloc (double, double)[SegmentDistance.Most];
        foreach (ref readonly Pair pair in _pairs.AsSpan())
        {
            Placed first = pair.First.Place(pose);
            Placed second = pair.Second.Place(pose);
            (double apartX, double apartZ) = (first.X - second.X, first.Z - second.Z);
            double reach = pair.First.Reach + pair.Second.Reach + pair.Law.Margin;
            if ((apartX * apartX) + (apartZ * apartZ) > reach * reach)
            {
                continue;
            }

            int count = SegmentDistance.Closest(first.AxisX, first.AxisZ, second.AxisX, second.AxisZ, apartX, apartZ, candidates);
            int found = 0;
            for (int i = 0; i < count && found < ContactsOfPair; i++)
            {
                found += TryAdd(pair, first, second, candidates[i], pose.States, velocities, constraints) ? 1 : 0;
            }
        }
    }

    /// <summary>Pairs that are neither on one body, nor on a body and its parent, nor excluded by their bits.</summary>
    private static IEnumerable<(CapsuleDescription First, CapsuleDescription Second)> Touching(ModelDescription model) =>
        from i in Enumerable.Range(0, model.Capsules.Length)
        from j in Enumerable.Range(i + 1, model.Capsules.Length - i - 1)
        let first = model.Capsules[i]
        let second = model.Capsules[j]
        where first.Body != second.Body && model.Bodies[first.Body].Parent != second.Body && model.Bodies[second.Body].Parent != first.Body
        where first.Surface.Touches(second.Surface)
        select (first, second);

    private bool TryAdd(
        in Pair pair, in Placed first, in Placed second, (double First, double Second) at, LinkState[] states, ReadOnlySpan<double> velocities, ConstraintSet constraints)
    {
        (double onFirstX, double onFirstZ) = (first.X + (at.First * first.AxisX), first.Z + (at.First * first.AxisZ));
        (double wayX, double wayZ) = (second.X + (at.Second * second.AxisX) - onFirstX, second.Z + (at.Second * second.AxisZ) - onFirstZ);
        double length = Math.Sqrt((wayX * wayX) + (wayZ * wayZ));
        double distance = length - pair.First.Radius - pair.Second.Radius;
        if (distance >= pair.Law.Margin)
        {
            return false;
        }

        // Crossing axes: the normal is out of the plane and the contact has no effect in it, but it is there.
        double scale = length >= Tiny ? 1 / length : 0;
        (double normalX, double normalZ) = (wayX * scale, wayZ * scale);
        double deep = pair.First.Radius + (0.5 * distance);
        (double x, double z) = (onFirstX + (deep * normalX), onFirstZ + (deep * normalZ));
        int row = constraints.Begin();
        Span<double> speed = stackalloc double[2];
        AddChain(pair.Second.Link, 1, (x, z), (normalX, normalZ), pair.Law.Friction, states, velocities, constraints, row, speed);
        AddChain(pair.First.Link, -1, (x, z), (normalX, normalZ), pair.Law.Friction, states, velocities, constraints, row, speed);
        constraints.End(pair.Law, distance, speed[0], speed[1], pair.Degrees, isContact: true);
        return true;
    }

    /// <summary>Adds what the joints above a link do to a point of it, along the normal and across.</summary>
    private void AddChain(
        int link,
        double sign,
        (double X, double Z) point,
        (double X, double Z) normal,
        double friction,
        LinkState[] states,
        ReadOnlySpan<double> velocities,
        ConstraintSet constraints,
        int row,
        Span<double> speed)
    {
        foreach (int degree in _tree.Chains[link])
        {
            ref readonly LinkState state = ref states[degree + 1];
            Link joint = _tree.Links[degree];
            (double x, double z) = joint.IsHinge
                ? (joint.Sign * (point.Z - state.Z), -joint.Sign * (point.X - state.X))
                : (state.AxisX, state.AxisZ);
            double along = sign * ((normal.X * x) + (normal.Z * z));
            double across = sign * friction * ((normal.Z * x) - (normal.X * z));
            constraints.Rows[row + degree] += along;
            constraints.Rows[row + constraints.Stride + degree] += across;
            speed[0] += along * velocities[degree];
            speed[1] += across * velocities[degree];
        }
    }

    private readonly record struct Pair(Shape First, Shape Second, SoftLaw Law, (int Start, int Length) Degrees);

    private readonly record struct Placed(double X, double Z, double AxisX, double AxisZ);

    private readonly struct Shape
    {
        private readonly PlanarVector _center;
        private readonly PlanarVector _axis;
        private readonly int _slot;

        public Shape(LinkTree tree, CapsuleDescription capsule)
        {
            (Link, _center) = tree.Locate(capsule.Body, capsule.Center);
            _axis = capsule.HalfLength * capsule.Axis;
            _slot = tree.Links[Link].Slot;
            (Radius, Reach) = (capsule.Radius, capsule.HalfLength + capsule.Radius);
        }

        public int Link { get; }

        public double Radius { get; }

        /// <summary>No point is further from the centre.</summary>
        public double Reach { get; }

        public Placed Place(TreePose pose)
        {
            ref readonly LinkState state = ref pose.States[Link + 1];
            (double x, double z) = pose.Turn(_slot, _center.X, _center.Z);
            (double axisX, double axisZ) = pose.Turn(_slot, _axis.X, _axis.Z);
            return new Placed(state.X + x, state.Z + z, axisX, axisZ);
        }
    }
}
