using BitRL.Envs.MuJoCo.Description;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>The tree of links that a description amounts to, as arrays in the order in which they are computed. Immutable; shared by all simulations.</summary>
internal sealed class LinkTree
{
    private readonly List<Link> _links = [];
    private readonly List<Orientation> _orientations = [new(0, 0, -1, 0)];
    private readonly (int Link, PlanarVector Shift)[] _frames;

    /// <exception cref="FormatException">A body has no joint.</exception>
    public LinkTree(ModelDescription model)
    {
        _frames = new (int, PlanarVector)[model.Bodies.Length];
        for (int body = 0; body < _frames.Length; body++)
        {
            AddBody(model, body);
        }

        Links = [.. _links];
        Orientations = [.. _orientations];
        Chains = [.. Enumerable.Range(0, Links.Length).Select(Chain)];
    }

    /// <summary>One a degree of freedom; parents come first.</summary>
    public Link[] Links { get; }

    /// <summary>The world's comes first, parents before children.</summary>
    public Orientation[] Orientations { get; }

    /// <summary>For each link the degrees of freedom that move it, in ascending order, its own last.</summary>
    public int[][] Chains { get; }

    /// <summary>Degrees of freedom.</summary>
    public int Size => Links.Length;

    /// <summary>The link that a body is, and where a point of the body lies in the link's frame.</summary>
    public (int Link, PlanarVector Point) Locate(int body, PlanarVector point) => (_frames[body].Link, point - _frames[body].Shift);

    private void AddBody(ModelDescription model, int index)
    {
        BodyDescription body = model.Bodies[index];
        if (model.Joints.All(joint => joint.Body != index))
        {
            throw new FormatException($"the body '{body.Name}' has no joint; join its shapes to those of its parent");
        }

        (int link, PlanarVector shift) = body.Parent < 0 ? (-1, default) : _frames[body.Parent];
        PlanarVector origin = body.Position - shift;
        double angle = body.Angle;
        for (int joint = 0; joint < model.Joints.Length; joint++)
        {
            if (model.Joints[joint] is { } description && description.Body == index)
            {
                (link, shift) = AddLink(description, joint, link, origin, angle);
                origin = default(PlanarVector) - shift;
                angle = 0;
            }
        }

        _frames[index] = (link, shift);
        PlanarVector center = body.Center - shift;
        _links[link] = _links[link] with
        {
            Mass = body.Mass,
            CenterX = center.X,
            CenterZ = center.Z,
            Inertia = body.Inertia + (body.Mass * center.Dot(center)),
        };
    }

    /// <returns>The link, and where its origin lies in the body's frame.</returns>
    private (int Link, PlanarVector Shift) AddLink(JointDescription joint, int index, int parent, PlanarVector origin, double angle)
    {
        PlanarVector shift = joint.IsHinge ? joint.Anchor : default;
        PlanarVector offset = origin + shift.Rotate(angle);
        int parentSlot = parent < 0 ? 0 : _links[parent].Slot;
        int slot = parentSlot;
        if (joint.IsHinge || angle != 0)
        {
            slot = _orientations.Count;
            _orientations.Add(new Orientation(parentSlot, angle - (joint.Sign * joint.Reference), joint.IsHinge ? index : -1, joint.Sign));
        }

        _links.Add(new Link
        {
            Parent = parent + 1,
            Slot = slot,
            ParentSlot = parentSlot,
            IsHinge = joint.IsHinge,
            OffsetX = offset.X,
            OffsetZ = offset.Z,
            AxisX = joint.Axis.X,
            AxisZ = joint.Axis.Z,
            Sign = joint.Sign,
            Reference = joint.Reference,
            Armature = joint.Armature,
        });
        return (_links.Count - 1, shift);
    }

    private int[] Chain(int link)
    {
        List<int> chain = [];
        for (int state = link + 1; state > 0; state = Links[state - 1].Parent)
        {
            chain.Insert(0, state - 1);
        }

        return [.. chain];
    }
}
