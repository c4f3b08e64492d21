using System.Runtime.InteropServices;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>
/// A limit or contact that acts. Its rows are combinations of two Jacobian rows n and t, where t has the friction coefficient in it already: the
/// row n alone and, with friction, n + t and n − t. MuJoCo's pyramid has a fourth row, for the direction out of the plane, which is equal to n.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct Constraint
{
    /// <summary>Where its degrees of freedom begin in <see cref="ConstraintSet.Degrees"/>.</summary>
    public int Degrees;

    public int DegreeCount;

    public bool HasFriction;

    /// <summary>1 / regulariser of a row.</summary>
    public double Weight;

    /// <summary>How often the row n counts.</summary>
    public double NormalRows;

    /// <summary>Reference acceleration of n.</summary>
    public double NormalReference;

    /// <summary>Reference acceleration of t.</summary>
    public double TangentReference;

    /// <summary>Distance or violation, m or rad.</summary>
    public double Distance;
}
