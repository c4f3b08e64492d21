using BitRL.Contracts.Observations;

namespace BitRL.Envs.Classic;

/// <summary>What the agent reads. One-letter names: a name costs a token a letter and the description carries the meaning.</summary>
/// <param name="X">Position; the original has no unit, here it reads as metres.</param>
/// <param name="V">
/// Velocity in hundredths a step: at most 7, so that the digits that matter (a push is worth 0.1) stand before those that are cut off. As
/// ±0.07 it would keep two digits of three and two thirds of all states would read the same.
/// </param>
[ObservationSchema("Car in a valley")]
internal readonly partial record struct MountainCarObservation(
    [Field(-1.2, 0.6, Name = "x", Unit = "m", Precision = 3, Description = "car position")] double X,
    [Field(-7, 7, Name = "v", Unit = "cm/step", Precision = 2, Description = "car velocity")] double V);
