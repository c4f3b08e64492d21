using BitRL.Envs.MuJoCo.Description;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>A description made ready for simulation: the tree, the finders of constraints, and constants. Immutable; shared by all simulations.</summary>
internal sealed class PlanarModel
{
    /// <exception cref="FormatException">The description is outside what the engine simulates.</exception>
    public PlanarModel(ModelDescription description)
    {
        Description = description;
        Tree = new LinkTree(description);
        Weights = new InverseWeights(description, Tree);
        List<int> degrees = [.. Enumerable.Range(0, Tree.Size)];
        int[] starts = new int[Tree.Size];
        for (int link = 0; link < Tree.Size; link++)
        {
            starts[link] = degrees.Count;
            degrees.AddRange(Tree.Chains[link]);
        }

        Limits = new LimitFinder(description, Weights.Joints);
        Floor = new FloorContacts(description, Tree, Weights.Bodies, starts);
        Capsules = new CapsuleContacts(description, Tree, Weights.Bodies, degrees);
        Degrees = [.. degrees];
        InitialPositions = [.. description.Joints.Select(j => j.Reference)];
    }

    public ModelDescription Description { get; }

    public LinkTree Tree { get; }

    public InverseWeights Weights { get; }

    public LimitFinder Limits { get; }

    public FloorContacts Floor { get; }

    public CapsuleContacts Capsules { get; }

    /// <summary>Lists of degrees of freedom, one behind the other: of one each, of each link, of each pair of capsules.</summary>
    public int[] Degrees { get; }

    /// <summary>Coordinates of the configuration in which the model is described.</summary>
    public double[] InitialPositions { get; }

    /// <summary>Constraints that can act at once.</summary>
    public int ConstraintCapacity => Limits.Capacity + Floor.Capacity + Capsules.Capacity;
}
