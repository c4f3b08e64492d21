namespace BitRL.Envs.MuJoCo.Description;

/// <summary>A cylinder with a half sphere at each end, fixed to a body.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Body">Index of its body.</param>
/// <param name="Center">m, in the body's frame.</param>
/// <param name="Axis">Unit vector in the body's frame.</param>
/// <param name="Radius">m.</param>
/// <param name="HalfLength">Of the cylinder, m.</param>
/// <param name="Density">kg/m³.</param>
/// <param name="Surface">How it touches.</param>
internal sealed record CapsuleDescription(
    string Name, int Body, PlanarVector Center, PlanarVector Axis, double Radius, double HalfLength, double Density, SurfaceDescription Surface)
{
    /// <summary>kg.</summary>
    public double Mass => Density * Math.PI * Radius * Radius * ((2 * HalfLength) + (4 * Radius / 3));

    /// <summary>About the y axis through the centre, kg m²: the axis of the capsule lies in the plane.</summary>
    public double Inertia
    {
        get
        {
            double length = 2 * HalfLength;
            double spheres = Mass * 4 * Radius / ((4 * Radius) + (3 * length));
            double cylinder = Mass - spheres;
            return (cylinder * ((3 * Radius * Radius) + (length * length)) / 12)
                + (2 * spheres * Radius * Radius / 5)
                + (spheres * length * ((3 * Radius) + (2 * length)) / 8);
        }
    }
}
