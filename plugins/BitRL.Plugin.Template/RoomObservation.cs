using BitRL.Contracts.Observations;

namespace BitRL.Plugin.Template;

/// <summary>What the agent reads; the generator writes the serializer. Short names are cheap, descriptions carry the meaning.</summary>
/// <param name="Outside">Temperature outside: drawn at the reset, so it is printed once an episode.</param>
/// <param name="Inside">Temperature of the room.</param>
[ObservationSchema("Room with a heater")]
internal readonly partial record struct RoomObservation(
    [Field(-20, 20, Name = "o", Unit = "C", Precision = 1, Changes = Per.Episode, Description = "temperature outside")] double Outside,
    [Field(-20, 60, Name = "t", Unit = "C", Precision = 2, Description = "room temperature")] double Inside);
