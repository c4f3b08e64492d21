using BitRL.Contracts.Observations;

namespace BitRL.Envs.MuJoCo;

/// <summary>What the agent reads. One-letter names: a name costs a token a letter and the description carries the meaning.</summary>
/// <param name="Z">Height above the height at which it was described.</param>
/// <param name="P">Pitch of the torso; whole turns add up.</param>
/// <param name="A">Back thigh.</param>
/// <param name="B">Back shin.</param>
/// <param name="C">Back foot.</param>
/// <param name="D">Front thigh.</param>
/// <param name="E">Front shin.</param>
/// <param name="F">Front foot.</param>
/// <param name="V">Forward velocity.</param>
/// <param name="W">Upward velocity.</param>
/// <param name="Q">Angular velocity of the torso.</param>
/// <param name="G">Of the back thigh.</param>
/// <param name="H">Of the back shin.</param>
/// <param name="I">Of the back foot.</param>
/// <param name="J">Of the front thigh.</param>
/// <param name="K">Of the front shin.</param>
/// <param name="L">Of the front foot.</param>
[ObservationSchema("Half cheetah")]
internal readonly partial record struct HalfCheetahObservation(
    [Field(-2, 5, Name = "z", Unit = "m", Precision = 3, Description = "torso height change")] double Z,
    [Field(-99, 99, Name = "p", Unit = "rad", Precision = 3, Description = "torso pitch")] double P,
    [Field(-4, 4, Name = "a", Unit = "rad", Precision = 3, Description = "back thigh angle")] double A,
    [Field(-4, 4, Name = "b", Unit = "rad", Precision = 3, Description = "back shin angle")] double B,
    [Field(-4, 4, Name = "c", Unit = "rad", Precision = 3, Description = "back foot angle")] double C,
    [Field(-4, 4, Name = "d", Unit = "rad", Precision = 3, Description = "front thigh angle")] double D,
    [Field(-4, 4, Name = "e", Unit = "rad", Precision = 3, Description = "front shin angle")] double E,
    [Field(-4, 4, Name = "f", Unit = "rad", Precision = 3, Description = "front foot angle")] double F,
    [Field(-30, 30, Name = "v", Unit = "m/s", Precision = 3, Description = "forward velocity")] double V,
    [Field(-30, 30, Name = "w", Unit = "m/s", Precision = 3, Description = "upward velocity")] double W,
    [Field(-60, 60, Name = "q", Unit = "rad/s", Precision = 3, Description = "pitch velocity")] double Q,
    [Field(-99, 99, Name = "g", Unit = "rad/s", Precision = 3, Description = "back thigh velocity")] double G,
    [Field(-99, 99, Name = "h", Unit = "rad/s", Precision = 3, Description = "back shin velocity")] double H,
    [Field(-99, 99, Name = "i", Unit = "rad/s", Precision = 3, Description = "back foot velocity")] double I,
    [Field(-99, 99, Name = "j", Unit = "rad/s", Precision = 3, Description = "front thigh velocity")] double J,
    [Field(-99, 99, Name = "k", Unit = "rad/s", Precision = 3, Description = "front shin velocity")] double K,
    [Field(-99, 99, Name = "l", Unit = "rad/s", Precision = 3, Description = "front foot velocity")] double L)
    : IRobotObservation<HalfCheetahObservation>
{
    public static RobotTask Task => HalfCheetahTask.Value;

    public static HalfCheetahObservation From(ReadOnlySpan<double> n) =>
        new(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13], n[14], n[15], n[16]);
}
