using BitRL.Contracts.Observations;

namespace BitRL.Envs.Classic;

/// <summary>What the agent reads. One-letter names: a name costs a token a letter and the description carries the meaning.</summary>
/// <param name="X">Cart position.</param>
/// <param name="V">Cart velocity; 500 steps of full force between the ends of the track stay below 10 m/s.</param>
/// <param name="A">Pole angle; an episode ends beyond 0.21 rad.</param>
/// <param name="W">Angular velocity of the pole.</param>
[ObservationSchema("Cart pole")]
internal readonly partial record struct CartPoleObservation(
    [Field(-4.8, 4.8, Name = "x", Unit = "m", Precision = 3, Description = "cart position")] double X,
    [Field(-10, 10, Name = "v", Unit = "m/s", Precision = 3, Description = "cart velocity")] double V,
    [Field(-0.419, 0.419, Name = "a", Unit = "rad", Precision = 3, Description = "pole angle")] double A,
    [Field(-10, 10, Name = "w", Unit = "rad/s", Precision = 3, Description = "pole angular velocity")] double W);
