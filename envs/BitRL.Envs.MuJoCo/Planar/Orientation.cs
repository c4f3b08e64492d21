namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>An angle that follows from another one: the parent's, a constant, and a hinge.</summary>
/// <param name="Parent">Index of the orientation before it; orientation 0 is the world's.</param>
/// <param name="Constant">rad.</param>
/// <param name="Hinge">Index of the coordinate, or −1 where nothing turns.</param>
/// <param name="Sign">Of the hinge.</param>
internal readonly record struct Orientation(int Parent, double Constant, int Hinge, double Sign);
