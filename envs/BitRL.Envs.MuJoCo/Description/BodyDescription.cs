namespace BitRL.Envs.MuJoCo.Description;

/// <summary>A rigid body. Its frame lies at <paramref name="Position"/> in the parent's frame and, in the initial configuration, is turned by <paramref name="Angle"/> against it.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Parent">Index of the parent, which comes before it; −1 for the world.</param>
/// <param name="Position">m, in the parent's frame.</param>
/// <param name="Angle">rad, against the parent.</param>
/// <param name="Center">Centre of mass in the body's frame, m.</param>
/// <param name="Mass">kg.</param>
/// <param name="Inertia">About the y axis through the centre of mass, kg m².</param>
internal sealed record BodyDescription(string Name, int Parent, PlanarVector Position, double Angle, PlanarVector Center, double Mass, double Inertia);
