using BitRL.Contracts.Observations;

namespace BitRL.Envs.MuJoCo;

/// <summary>What the agent reads. One-letter names: a name costs a token a letter and the description carries the meaning.</summary>
/// <param name="Z">Height of the torso.</param>
/// <param name="P">Pitch of the torso; an episode ends beyond 1 rad.</param>
/// <param name="A">Right thigh.</param>
/// <param name="B">Right leg.</param>
/// <param name="C">Right foot.</param>
/// <param name="D">Left thigh.</param>
/// <param name="E">Left leg.</param>
/// <param name="F">Left foot.</param>
/// <param name="V">Forward velocity.</param>
/// <param name="W">Upward velocity.</param>
/// <param name="Q">Angular velocity of the torso.</param>
/// <param name="G">Of the right thigh.</param>
/// <param name="H">Of the right leg.</param>
/// <param name="I">Of the right foot.</param>
/// <param name="J">Of the left thigh.</param>
/// <param name="K">Of the left leg.</param>
/// <param name="L">Of the left foot.</param>
[ObservationSchema("Walker")]
internal readonly partial record struct Walker2dObservation(
    [Field(-1, 5, Name = "z", Unit = "m", Precision = 3, Description = "torso height")] double Z,
    [Field(-99, 99, Name = "p", Unit = "rad", Precision = 3, Description = "torso pitch")] double P,
    [Field(-4, 4, Name = "a", Unit = "rad", Precision = 3, Description = "right thigh angle")] double A,
    [Field(-4, 4, Name = "b", Unit = "rad", Precision = 3, Description = "right leg angle")] double B,
    [Field(-4, 4, Name = "c", Unit = "rad", Precision = 3, Description = "right foot angle")] double C,
    [Field(-4, 4, Name = "d", Unit = "rad", Precision = 3, Description = "left thigh angle")] double D,
    [Field(-4, 4, Name = "e", Unit = "rad", Precision = 3, Description = "left leg angle")] double E,
    [Field(-4, 4, Name = "f", Unit = "rad", Precision = 3, Description = "left foot angle")] double F,
    [Field(-10, 10, Name = "v", Unit = "m/s", Precision = 3, Description = "forward velocity")] double V,
    [Field(-10, 10, Name = "w", Unit = "m/s", Precision = 3, Description = "upward velocity")] double W,
    [Field(-10, 10, Name = "q", Unit = "rad/s", Precision = 3, Description = "pitch velocity")] double Q,
    [Field(-10, 10, Name = "g", Unit = "rad/s", Precision = 3, Description = "right thigh velocity")] double G,
    [Field(-10, 10, Name = "h", Unit = "rad/s", Precision = 3, Description = "right leg velocity")] double H,
    [Field(-10, 10, Name = "i", Unit = "rad/s", Precision = 3, Description = "right foot velocity")] double I,
    [Field(-10, 10, Name = "j", Unit = "rad/s", Precision = 3, Description = "left thigh velocity")] double J,
    [Field(-10, 10, Name = "k", Unit = "rad/s", Precision = 3, Description = "left leg velocity")] double K,
    [Field(-10, 10, Name = "l", Unit = "rad/s", Precision = 3, Description = "left foot velocity")] double L)
    : IRobotObservation<Walker2dObservation>
{
    public static RobotTask Task => Walker2dTask.Value;

    public static Walker2dObservation From(ReadOnlySpan<double> n) =>
        new(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13], n[14], n[15], n[16]);
}
