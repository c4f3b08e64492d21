using BitRL.Contracts.Observations;

namespace BitRL.Envs.Classic;

/// <summary>What the agent reads. One-letter names: a name costs a token a letter and the description carries the meaning.</summary>
/// <param name="C">Cosine of the first link's angle; 1 hangs down.</param>
/// <param name="S">Its sine.</param>
/// <param name="P">Cosine of the second link's angle against the first.</param>
/// <param name="Q">Its sine.</param>
/// <param name="V">Angular velocity of the first link, up to 4π.</param>
/// <param name="W">Angular velocity of the second link, up to 9π.</param>
[ObservationSchema("Acrobot")]
internal readonly partial record struct AcrobotObservation(
    [Field(-1, 1, Name = "c", Unit = "1", Precision = 3, Description = "first cosine")] double C,
    [Field(-1, 1, Name = "s", Unit = "1", Precision = 3, Description = "first sine")] double S,
    [Field(-1, 1, Name = "p", Unit = "1", Precision = 3, Description = "second cosine")] double P,
    [Field(-1, 1, Name = "q", Unit = "1", Precision = 3, Description = "second sine")] double Q,
    [Field(-12.567, 12.567, Name = "v", Unit = "rad/s", Precision = 3, Description = "first angular velocity")] double V,
    [Field(-28.275, 28.275, Name = "w", Unit = "rad/s", Precision = 3, Description = "second angular velocity")] double W);
