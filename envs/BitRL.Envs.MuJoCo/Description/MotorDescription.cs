namespace BitRL.Envs.MuJoCo.Description;

/// <summary>A motor whose control, clipped to its range and times the gear, is the force on a joint.</summary>
/// <param name="Joint">Index of the joint.</param>
/// <param name="Gear">N or N m for a control of 1.</param>
/// <param name="Low">Least control; −∞ where there is no range.</param>
/// <param name="High">Largest control.</param>
internal sealed record MotorDescription(int Joint, double Gear, double Low, double High);
