using System.Runtime.InteropServices;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>
/// The constants of one degree of freedom and of the rigid part that it moves. A body with three joints is three links, of which the last has the
/// mass. The frame of a hinge's link lies at the hinge, so that no anchor is left in the equations.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct Link
{
    /// <summary>Index among <see cref="LinkState"/>s: 0 is the world, k + 1 is link k.</summary>
    public int Parent;

    /// <summary>Which orientation it has.</summary>
    public int Slot;

    /// <summary>Which orientation its parent has.</summary>
    public int ParentSlot;

    public bool IsHinge;

    /// <summary>Own origin in the parent's frame at displacement 0, m.</summary>
    public double OffsetX;

    public double OffsetZ;

    /// <summary>Of a slide, in the own frame.</summary>
    public double AxisX;

    public double AxisZ;

    /// <summary>Of a hinge: ±1.</summary>
    public double Sign;

    /// <summary>Coordinate of displacement 0.</summary>
    public double Reference;

    /// <summary>kg.</summary>
    public double Mass;

    /// <summary>Centre of mass in the own frame, m.</summary>
    public double CenterX;

    public double CenterZ;

    /// <summary>About the own origin, kg m².</summary>
    public double Inertia;

    public double Armature;
}
