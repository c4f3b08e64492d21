using BitRL.Contracts.Observations;

namespace BitRL.Envs.MuJoCo;

/// <summary>What the agent reads. One-letter names: a name costs a token a letter and the description carries the meaning.</summary>
/// <param name="Z">Height of the torso.</param>
/// <param name="P">Pitch of the torso; an episode ends beyond 0.2 rad.</param>
/// <param name="A">Thigh.</param>
/// <param name="B">Leg.</param>
/// <param name="C">Foot.</param>
/// <param name="V">Forward velocity.</param>
/// <param name="W">Upward velocity.</param>
/// <param name="Q">Angular velocity of the torso.</param>
/// <param name="G">Of the thigh.</param>
/// <param name="H">Of the leg.</param>
/// <param name="I">Of the foot.</param>
[ObservationSchema("Hopper")]
internal readonly partial record struct HopperObservation(
    [Field(-1, 5, Name = "z", Unit = "m", Precision = 3, Description = "torso height")] double Z,
    [Field(-99, 99, Name = "p", Unit = "rad", Precision = 3, Description = "torso pitch")] double P,
    [Field(-4, 4, Name = "a", Unit = "rad", Precision = 3, Description = "thigh angle")] double A,
    [Field(-4, 4, Name = "b", Unit = "rad", Precision = 3, Description = "leg angle")] double B,
    [Field(-4, 4, Name = "c", Unit = "rad", Precision = 3, Description = "foot angle")] double C,
    [Field(-10, 10, Name = "v", Unit = "m/s", Precision = 3, Description = "forward velocity")] double V,
    [Field(-10, 10, Name = "w", Unit = "m/s", Precision = 3, Description = "upward velocity")] double W,
    [Field(-10, 10, Name = "q", Unit = "rad/s", Precision = 3, Description = "pitch velocity")] double Q,
    [Field(-10, 10, Name = "g", Unit = "rad/s", Precision = 3, Description = "thigh velocity")] double G,
    [Field(-10, 10, Name = "h", Unit = "rad/s", Precision = 3, Description = "leg velocity")] double H,
    [Field(-10, 10, Name = "i", Unit = "rad/s", Precision = 3, Description = "foot velocity")] double I)
    : IRobotObservation<HopperObservation>
{
    public static RobotTask Task => HopperTask.Value;

    public static HopperObservation From(ReadOnlySpan<double> n) => new(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10]);
}
