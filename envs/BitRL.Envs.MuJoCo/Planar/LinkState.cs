using System.Runtime.InteropServices;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>Where a link is, how it moves, and the sums over it and all links below it. Vectors are in world axes.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct LinkState
{
    /// <summary>Origin in the world, m.</summary>
    public double X;

    public double Z;

    /// <summary>Origin against the parent's origin: sums of these stay exact far from x = 0.</summary>
    public double FromParentX;

    public double FromParentZ;

    /// <summary>A slide's axis.</summary>
    public double AxisX;

    public double AxisZ;

    /// <summary>Angular velocity about +y, rad/s.</summary>
    public double Spin;

    /// <summary>Acceleration of the origin without joint accelerations, less gravity, m/s².</summary>
    public double AccelerationX;

    public double AccelerationZ;

    /// <summary>Of the link and all below it, kg.</summary>
    public double Mass;

    /// <summary>Mass times position against the own origin, kg m.</summary>
    public double MomentX;

    public double MomentZ;

    /// <summary>About the own origin, kg m².</summary>
    public double Inertia;

    /// <summary>What must act on the link and all below it for that acceleration, N.</summary>
    public double ForceX;

    public double ForceZ;

    /// <summary>Of those forces about the own origin, N m.</summary>
    public double Torque;
}
