using BitRL.Contracts.Observations;

namespace BitRL.Model.Tests.Pretraining;

public enum Weather
{
    Sunny,
    HeavyRain,
    Drizzle,
}

public enum Mode
{
    Off,
    Eco,
}

/// <summary>Every kind of field that the corpus prints, in both parts.</summary>
[ObservationSchema("Boiler in a cellar")]
public readonly partial record struct MixedObservation(
    [Field(0.5, 2, Unit = "kg", Precision = 2, Changes = Per.Episode, Description = "float mass")] double Mass,
    [Field(Changes = Per.Episode, Description = "sky over the house")] Weather Sky,
    [Field(-2.4, 2.4, Unit = "m", Description = "water level")] double Level,
    [Field(-51.79, 19.71, Unit = "1", Precision = 1, Description = "tilt")] double Tilt,
    [Field(Description = "front door")] bool Door,
    [Field(Description = "heating mode")] Mode HeatingMode,
    [Field(-30, 99, Unit = "steps", Description = "clock")] int Clock,
    [Field(-20, 20, Unit = "1", Precision = 0, Description = "push")] double Push);

/// <summary>Numbers only, no unit on the last.</summary>
[ObservationSchema("Wing")]
public readonly partial record struct NumbersObservation(
    [Field(-0.06, 0.06, Unit = "rad/s", Precision = 4, Description = "roll rate")] double RollRate,
    [Field(0, 46.5, Unit = "1", Precision = 3, Description = "fuel")] double Fuel);
