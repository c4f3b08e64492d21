using BitRL.Envs.MuJoCo.Description;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>
/// How easily each joint and body moves in the initial configuration: what MuJoCo calls invweight0 and scales the softness of constraints with. For
/// a body it is the mean over three axes, of which one is out of the plane and does not move.
/// </summary>
internal sealed class InverseWeights
{
    public InverseWeights(ModelDescription model, LinkTree tree)
    {
        TreePose pose = new(tree, 0, 0);
        double[] initial = [.. model.Joints.Select(j => j.Reference)];
        pose.Update(initial, new double[tree.Size]);
        TreeFactorization factorization = new(tree, []);
        factorization.Factor([.. pose.Inertia]);
        Joints = new double[tree.Size];
        for (int k = 0; k < tree.Size; k++)
        {
            double[] unit = new double[pose.Stride];
            unit[k] = 1;
            Joints[k] = Quadratic(factorization, unit, k);
        }

        Bodies = [.. Enumerable.Range(0, model.Bodies.Length).Select(b => OfBody(model, tree, pose, factorization, b))];
    }

    /// <summary>1/kg or 1/(kg m²).</summary>
    public double[] Joints { get; }

    /// <summary>1/kg.</summary>
    public double[] Bodies { get; }

    private static double OfBody(ModelDescription model, LinkTree tree, TreePose pose, TreeFactorization factorization, int body)
    {
        (int link, PlanarVector center) = tree.Locate(body, model.Bodies[body].Center);
        (double x, double z) = pose.Turn(tree.Links[link].Slot, center.X, center.Z);
        double[] alongX = new double[pose.Stride];
        double[] alongZ = new double[pose.Stride];
        foreach (int k in tree.Chains[link].Reverse())
        {
            Link joint = tree.Links[k];
            LinkState state = pose.States[k + 1];
            (alongX[k], alongZ[k]) = joint.IsHinge ? (joint.Sign * z, -joint.Sign * x) : (state.AxisX, state.AxisZ);
            x += state.FromParentX;
            z += state.FromParentZ;
        }

        return (Quadratic(factorization, alongX, -1) + Quadratic(factorization, alongZ, -1)) / 3;
    }

    /// <summary>J M⁻¹ Jᵀ, or one element of M⁻¹.</summary>
    private static double Quadratic(TreeFactorization factorization, double[] row, int element)
    {
        double[] solution = new double[row.Length];
        factorization.Solve([.. row], solution);
        return element >= 0 ? solution[element] : row.Zip(solution, (a, b) => a * b).Sum();
    }
}
