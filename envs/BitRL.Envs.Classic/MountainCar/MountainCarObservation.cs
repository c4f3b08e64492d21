using BitRL.Contracts.Observations;

namespace BitRL.Envs.Classic;

/// <summary>
/// What the agent reads. Two digits of each: coarse enough that over half of all states repeat and come from the memo, fine enough that a push
/// (0.1 in the velocity) and a step (up to 0.07 in the position) always show.
/// </summary>
/// <param name="X">Position; the original has no unit, here it reads as metres.</param>
/// <param name="V">
/// Velocity in hundredths a step, at most 7: as ±0.07 its first digit would always be 0 and the digits that matter would be cut off.
/// </param>
[ObservationSchema("Car in a valley")]
internal readonly partial record struct MountainCarObservation(
    [Field(-1.2, 0.6, Name = "x", Unit = "m", Precision = 2, Description = "car position")] double X,
    [Field(-7, 7, Name = "v", Unit = "cm/step", Precision = 2, Description = "car velocity")] double V);
