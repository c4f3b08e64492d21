using BitRL.Contracts.Observations;
using BitRL.Envs.SmartHome.Home;

namespace BitRL.Envs.SmartHome.Stepping;

/// <summary>
/// What the agent reads. Names are object ids of Home Assistant entities: <c>light.ID</c>, <c>binary_sensor.ROOM_occupancy</c>,
/// <c>sensor.ROOM_illuminance</c>, <c>sensor.sun_elevation</c>. Illuminance is in hundreds of lux, so that a number token says it without
/// spelled-out digits.
/// </summary>
[ObservationSchema("Smart home")]
internal readonly partial record struct HomeObservation(
    [Field(MaxBytes = Requests.Request.MaxUtteranceBytes, Changes = Per.Episode, Description = "request")] ReadOnlyMemory<byte> Request,
    [Field(Changes = Per.Episode, Description = "request heard in")] Room Speaker,
    [Field(Changes = Per.Episode, Description = "somebody in the living room")] bool LivingRoomOccupancy,
    [Field(Changes = Per.Episode, Description = "somebody in the kitchen")] bool KitchenOccupancy,
    [Field(Changes = Per.Episode, Description = "somebody in the bedroom")] bool BedroomOccupancy,
    [Field(Changes = Per.Episode, Description = "somebody in the bathroom")] bool BathroomOccupancy,
    [Field(Changes = Per.Episode, Description = "somebody in the study")] bool StudyOccupancy,
    [Field(Changes = Per.Episode, Description = "somebody in the hallway")] bool HallwayOccupancy,
    [Field(Changes = Per.Episode, Description = "weather")] Sky Weather,
    [Field(0, 24, Changes = Per.Episode, Unit = "h", Precision = 2, Description = "hour of the day")] double Hour,
    [Field(-90, 90, Changes = Per.Episode, Unit = "degrees", Precision = 0, Description = "sun elevation")] double SunElevation,
    [Field(Description = "living room ceiling light")] LampReading LivingRoomCeiling,
    [Field(Description = "floor lamp")] LampReading FloorLamp,
    [Field(Description = "kitchen ceiling light")] LampReading KitchenCeiling,
    [Field(Description = "counter light")] LampReading CounterLight,
    [Field(Description = "bedroom ceiling light")] LampReading BedroomCeiling,
    [Field(Description = "bedside lamp")] LampReading BedsideLamp,
    [Field(Description = "mirror light")] LampReading MirrorLight,
    [Field(Description = "study ceiling light")] LampReading StudyCeiling,
    [Field(Description = "desk lamp")] LampReading DeskLamp,
    [Field(Description = "hallway light")] LampReading HallwayLight,
    [Field(0, 20, Unit = "hundred lux", Precision = 2, Description = "illuminance of the living room")] double LivingRoomIlluminance,
    [Field(0, 20, Unit = "hundred lux", Precision = 2, Description = "illuminance of the kitchen")] double KitchenIlluminance,
    [Field(0, 20, Unit = "hundred lux", Precision = 2, Description = "illuminance of the bedroom")] double BedroomIlluminance,
    [Field(0, 20, Unit = "hundred lux", Precision = 2, Description = "illuminance of the bathroom")] double BathroomIlluminance,
    [Field(0, 20, Unit = "hundred lux", Precision = 2, Description = "illuminance of the study")] double StudyIlluminance,
    [Field(0, 20, Unit = "hundred lux", Precision = 2, Description = "illuminance of the hallway")] double HallwayIlluminance,
    [Field(0, HomeEpisode.MaxSteps, Unit = "1", Description = "calls made")] int Calls)
{
    private const double LuxUnit = 100;

    /// <summary>The observation of a state.</summary>
    /// <param name="episode">The state.</param>
    /// <param name="utterance">What was said, UTF-8; the caller's.</param>
    public static HomeObservation Of(in HomeEpisode episode, ReadOnlyMemory<byte> utterance)
    {
        HomeConditions conditions = episode.Conditions;
        LampStates lamps = episode.Lamps;
        return new HomeObservation(
            utterance,
            conditions.Speaker,
            conditions.IsOccupied(Room.LivingRoom),
            conditions.IsOccupied(Room.Kitchen),
            conditions.IsOccupied(Room.Bedroom),
            conditions.IsOccupied(Room.Bathroom),
            conditions.IsOccupied(Room.Study),
            conditions.IsOccupied(Room.Hallway),
            conditions.Sky,
            conditions.Hour,
            conditions.Elevation,
            Reading(lamps, 0),
            Reading(lamps, 1),
            Reading(lamps, 2),
            Reading(lamps, 3),
            Reading(lamps, 4),
            Reading(lamps, 5),
            Reading(lamps, 6),
            Reading(lamps, 7),
            Reading(lamps, 8),
            Reading(lamps, 9),
            conditions.Lux(Room.LivingRoom, lamps) / LuxUnit,
            conditions.Lux(Room.Kitchen, lamps) / LuxUnit,
            conditions.Lux(Room.Bedroom, lamps) / LuxUnit,
            conditions.Lux(Room.Bathroom, lamps) / LuxUnit,
            conditions.Lux(Room.Study, lamps) / LuxUnit,
            conditions.Lux(Room.Hallway, lamps) / LuxUnit,
            episode.Steps);
    }

    private static LampReading Reading(LampStates lamps, int lamp) => (LampReading)((HomeLayout.ColorCount * lamps.Level(lamp)) + (int)lamps.Color(lamp));
}
