namespace BitRL.Envs.MuJoCo.Description;

/// <summary>A joint of one degree of freedom between a body and its parent. Units are m for slides, rad for hinges.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Body">Index of the body that it moves. Joints of one body follow each other, in the order in which they act.</param>
/// <param name="IsHinge">Turns about ±y; otherwise it slides.</param>
/// <param name="Axis">Of a slide, a unit vector in the body's frame.</param>
/// <param name="Sign">Of a hinge: +1 turns about +y, −1 about −y.</param>
/// <param name="Anchor">Of a hinge, in the body's frame.</param>
/// <param name="Reference">The coordinate's value in the initial configuration.</param>
/// <param name="Range">Lowest and highest coordinate, or null where there is no limit.</param>
/// <param name="LimitSoftness">How the limit gives way.</param>
/// <param name="Stiffness">N/m or N m/rad, towards coordinate 0.</param>
/// <param name="Damping">N s/m or N m s/rad.</param>
/// <param name="Armature">Inertia added to the coordinate, kg or kg m².</param>
internal sealed record JointDescription(
    string Name,
    int Body,
    bool IsHinge,
    PlanarVector Axis,
    double Sign,
    PlanarVector Anchor,
    double Reference,
    (double Low, double High)? Range,
    Softness LimitSoftness,
    double Stiffness,
    double Damping,
    double Armature);
