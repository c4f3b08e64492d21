namespace BitRL.Envs.MuJoCo;

/// <summary>In which states a robot counts as healthy. All bounds are open: a state on the bound is not.</summary>
/// <param name="MinHeight">Of the torso, the second coordinate, m.</param>
/// <param name="MaxHeight">The same.</param>
/// <param name="MaxPitch">Largest angle of the torso, the third coordinate, to either side, rad.</param>
/// <param name="MaxMagnitude">Of every coordinate from the third on and every velocity.</param>
internal sealed record HealthRange(double MinHeight, double MaxHeight, double MaxPitch, double MaxMagnitude)
{
    public bool Holds(ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities)
    {
        bool healthy = positions[1] > MinHeight && positions[1] < MaxHeight && Math.Abs(positions[2]) < MaxPitch;
        for (int i = 2; healthy && i < positions.Length; i++)
        {
            healthy = Math.Abs(positions[i]) < MaxMagnitude;
        }

        for (int i = 0; healthy && i < velocities.Length; i++)
        {
            healthy = Math.Abs(velocities[i]) < MaxMagnitude;
        }

        return healthy;
    }
}
