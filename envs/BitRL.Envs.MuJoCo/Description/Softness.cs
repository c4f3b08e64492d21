namespace BitRL.Envs.MuJoCo.Description;

/// <summary>
/// How a limit or contact gives way: MuJoCo's <c>solref</c> (time constant in s, damping ratio) and <c>solimp</c> (impedance at rest, impedance in
/// full, width in the constraint's unit, midpoint and power of the way between).
/// </summary>
internal readonly record struct Softness(double TimeConstant, double DampingRatio, double Start, double Full, double Width, double Midpoint, double Power)
{
    /// <summary>What holds where a model says nothing.</summary>
    public static Softness Default { get; } = new(0.02, 1, 0.9, 0.95, 0.001, 0.5, 2);

    /// <summary>Two surfaces of equal weight meet half way.</summary>
    public static Softness Mean(Softness a, Softness b) => new(
        0.5 * (a.TimeConstant + b.TimeConstant),
        0.5 * (a.DampingRatio + b.DampingRatio),
        0.5 * (a.Start + b.Start),
        0.5 * (a.Full + b.Full),
        0.5 * (a.Width + b.Width),
        0.5 * (a.Midpoint + b.Midpoint),
        0.5 * (a.Power + b.Power));
}
