using BitRL.Contracts.Observations;

namespace BitRL.Generators.Tests.Cases;

/// <summary>Names that the author's namespace or type could hide from emitted code.</summary>
[ObservationSchema("Collisions")]
public readonly partial record struct CollidingObservation(
    [Field(0, 1, Unit = "1", Description = "named like a contract type")] double TextStyle,
    [Field(0, 1, Unit = "1", Description = "named like a contract type too")] double Utf8TextWriter,
    [Field(0, 1, Unit = "1", Description = "named like a namespace")] double System)
{
    private sealed class IObservationText;

    private sealed class ArgumentException;
}
