namespace BitRL.Envs.MuJoCo.Description;

/// <summary>A vector in the x–z plane, m unless said otherwise. Angles are positive about +y, which takes z towards x.</summary>
internal readonly record struct PlanarVector(double X, double Z)
{
    /// <summary>m.</summary>
    public double Length => Math.Sqrt(Dot(this));

    public static PlanarVector operator +(PlanarVector a, PlanarVector b) => new(a.X + b.X, a.Z + b.Z);

    public static PlanarVector operator -(PlanarVector a, PlanarVector b) => new(a.X - b.X, a.Z - b.Z);

    public static PlanarVector operator *(double factor, PlanarVector a) => new(factor * a.X, factor * a.Z);

    public double Dot(PlanarVector other) => (X * other.X) + (Z * other.Z);

    /// <summary>Turned by an angle in rad.</summary>
    public PlanarVector Rotate(double angle)
    {
        (double sin, double cos) = Math.SinCos(angle);
        return new PlanarVector((cos * X) + (sin * Z), (cos * Z) - (sin * X));
    }
}
