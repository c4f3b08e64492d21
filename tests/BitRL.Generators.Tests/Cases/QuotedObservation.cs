using BitRL.Contracts.Observations;

namespace BitRL.Generators.Tests.Cases;

/// <summary>Characters that C#, JSON or UTF-8 treat in their own way.</summary>
[ObservationSchema("  The \"house\" \\ {0} é 😀 ")]
public readonly partial record struct QuotedObservation(
    [Field(-40, 60, Unit = "°C", Precision = 1, Name = "t\"out\\", Description = "temperature \"outside\" {x} \\ 室外")] double Outside,
    [Field(0, 1, Unit = "%\"", Name = " größe ", Description = " size, padded ")] float Size);
