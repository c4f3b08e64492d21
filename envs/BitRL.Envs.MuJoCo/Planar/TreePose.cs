namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>
/// Positions, velocity terms and inertia of a tree of links: one pass outwards, one pass inwards. The inertia matrix is that of composite bodies,
/// the bias force that of Newton and Euler; both use positions against the parent only.
/// </summary>
internal sealed class TreePose
{
    private readonly Link[] _links;
    private readonly Orientation[] _orientations;
    private readonly double[] _angles;
    private readonly double[] _cosines;
    private readonly double[] _sines;
    private readonly double _gravityX;
    private readonly double _gravityZ;

    public TreePose(LinkTree tree, double gravityX, double gravityZ)
    {
        (_links, _orientations, _gravityX, _gravityZ) = (tree.Links, tree.Orientations, gravityX, gravityZ);
        int lanes = (_orientations.Length + DenseRows.Lanes - 1) / DenseRows.Lanes * DenseRows.Lanes;
        (_angles, _cosines, _sines) = (new double[lanes], new double[lanes], new double[lanes]);
        Stride = DenseRows.Stride(tree.Size);
        States = new LinkState[tree.Size + 1];
        Inertia = new double[tree.Size * Stride];
        Bias = new double[Stride];
    }

    /// <summary>Numbers from one row of a matrix to the next.</summary>
    public int Stride { get; }

    /// <summary>The world, then one a link.</summary>
    public LinkState[] States { get; }

    /// <summary>[degrees, Stride], symmetric, joint armature included.</summary>
    public double[] Inertia { get; }

    /// <summary>[Stride]; gravity, centrifugal and Coriolis forces, with the sign that they have on the left side.</summary>
    public double[] Bias { get; }

    /// <summary>Where a point of a link lies against the link's origin, in world axes.</summary>
    public (double X, double Z) Turn(int slot, double x, double z)
    {
        (double cos, double sin) = (_cosines[slot], _sines[slot]);
        return ((cos * x) + (sin * z), (cos * z) - (sin * x));
    }

    /// <summary>The angle of a link about +y, rad.</summary>
    public double Angle(int slot) => _angles[slot];

    /// <summary>Computes everything for a configuration and velocity.</summary>
    public void Update(ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities)
    {
        TurnOrientations(positions);
        MoveOutwards(positions, velocities);
        SumInwards();
    }

    private void TurnOrientations(ReadOnlySpan<double> positions)
    {
        Orientation[] orientations = _orientations;
        double[] angles = _angles;
        for (int slot = 1; slot < orientations.Length; slot++)
        {
            ref readonly Orientation orientation = ref orientations[slot];
            double angle = angles[orientation.Parent] + orientation.Constant;
            angles[slot] = orientation.Hinge >= 0 ? angle + (orientation.Sign * positions[orientation.Hinge]) : angle;
        }

        // Not Vector256.SinCos: its precompiled code rounds otherwise than the code that replaces it while the process runs, and equal seeds would not give equal bits.
        for (int slot = 0; slot < orientations.Length; slot++)
        {
            (_sines[slot], _cosines[slot]) = Math.SinCos(angles[slot]);
        }
    }

    private void MoveOutwards(ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities)
    {
        Link[] links = _links;
        LinkState[] states = States;
        states[0].AccelerationX = -_gravityX;
        states[0].AccelerationZ = -_gravityZ;
        for (int k = 0; k < links.Length; k++)
        {
            ref readonly Link link = ref links[k];
            ref LinkState state = ref states[k + 1];
            ref readonly LinkState parent = ref states[link.Parent];
            (double fromX, double fromZ) = Turn(link.ParentSlot, link.OffsetX, link.OffsetZ);
            double spin = parent.Spin;
            double accelerationX = parent.AccelerationX;
            double accelerationZ = parent.AccelerationZ;
            if (!link.IsHinge)
            {
                (double axisX, double axisZ) = Turn(link.Slot, link.AxisX, link.AxisZ);
                double along = positions[k] - link.Reference;
                fromX += axisX * along;
                fromZ += axisZ * along;
                double coriolis = 2 * spin * velocities[k];
                accelerationX += coriolis * axisZ;
                accelerationZ -= coriolis * axisX;
                (state.AxisX, state.AxisZ) = (axisX, axisZ);
            }

            double spinSquared = spin * spin;
            accelerationX -= spinSquared * fromX;
            accelerationZ -= spinSquared * fromZ;
            spin += link.Sign * velocities[k];
            (state.FromParentX, state.FromParentZ) = (fromX, fromZ);
            (state.X, state.Z) = (parent.X + fromX, parent.Z + fromZ);
            (state.AccelerationX, state.AccelerationZ, state.Spin) = (accelerationX, accelerationZ, spin);
            Weigh(link, ref state);
        }
    }

    /// <summary>What the link itself adds to the sums.</summary>
    private void Weigh(in Link link, ref LinkState state)
    {
        (double x, double z) = Turn(link.Slot, link.CenterX, link.CenterZ);
        double spinSquared = state.Spin * state.Spin;
        double mass = link.Mass;
        double forceX = mass * (state.AccelerationX - (spinSquared * x));
        double forceZ = mass * (state.AccelerationZ - (spinSquared * z));
        (state.Mass, state.MomentX, state.MomentZ, state.Inertia) = (mass, mass * x, mass * z, link.Inertia);
        (state.ForceX, state.ForceZ, state.Torque) = (forceX, forceZ, (z * forceX) - (x * forceZ));
    }

    private void SumInwards()
    {
        Link[] links = _links;
        LinkState[] states = States;
        double[] bias = Bias;
        for (int k = links.Length; k > 0; k--)
        {
            ref readonly Link link = ref links[k - 1];
            ref readonly LinkState state = ref states[k];
            double momentumX, momentumZ, spin;
            if (link.IsHinge)
            {
                (momentumX, momentumZ, spin) = (link.Sign * state.MomentZ, -link.Sign * state.MomentX, link.Sign * state.Inertia);
                bias[k - 1] = link.Sign * state.Torque;
            }
            else
            {
                (momentumX, momentumZ) = (state.Mass * state.AxisX, state.Mass * state.AxisZ);
                spin = (state.MomentZ * state.AxisX) - (state.MomentX * state.AxisZ);
                bias[k - 1] = (state.AxisX * state.ForceX) + (state.AxisZ * state.ForceZ);
            }

            FillRow(k, momentumX, momentumZ, spin);
            if (link.Parent > 0)
            {
                AddToParent(state, ref states[link.Parent]);
            }
        }
    }

    private static void AddToParent(in LinkState state, ref LinkState parent)
    {
        (double x, double z) = (state.FromParentX, state.FromParentZ);
        parent.Inertia += state.Inertia + (2 * ((x * state.MomentX) + (z * state.MomentZ))) + (state.Mass * ((x * x) + (z * z)));
        parent.MomentX += state.MomentX + (state.Mass * x);
        parent.MomentZ += state.MomentZ + (state.Mass * z);
        parent.Mass += state.Mass;
        parent.ForceX += state.ForceX;
        parent.ForceZ += state.ForceZ;
        parent.Torque += state.Torque + (z * state.ForceX) - (x * state.ForceZ);
    }

    /// <summary>One row of the inertia matrix: the momentum that a unit velocity of the joint gives to all below it, seen by each joint above.</summary>
    private void FillRow(int k, double momentumX, double momentumZ, double spin)
    {
        Link[] links = _links;
        double[] inertia = Inertia;
        int row = (k - 1) * Stride;
        inertia[row + k - 1] = links[k - 1].Armature
            + (links[k - 1].IsHinge ? links[k - 1].Sign * spin : (States[k].AxisX * momentumX) + (States[k].AxisZ * momentumZ));
        int below = k;
        for (int above = links[k - 1].Parent; above > 0; above = links[above - 1].Parent)
        {
            ref readonly LinkState state = ref States[below];
            spin += (state.FromParentZ * momentumX) - (state.FromParentX * momentumZ);
            ref readonly LinkState upper = ref States[above];
            double value = links[above - 1].IsHinge
                ? links[above - 1].Sign * spin
                : (upper.AxisX * momentumX) + (upper.AxisZ * momentumZ);
            inertia[row + above - 1] = value;
            inertia[((above - 1) * Stride) + k - 1] = value;
            below = above;
        }
    }
}
