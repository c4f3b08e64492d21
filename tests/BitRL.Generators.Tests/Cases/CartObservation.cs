using BitRL.Contracts.Observations;

namespace BitRL.Generators.Tests.Cases;

public enum HeatingMode
{
    Off,
    Eco,
}

/// <summary>The example of docs/decisions/0003.</summary>
[ObservationSchema("Cart on a rail")]
public readonly partial record struct CartObservation(
    [Field(-2.4, 2.4, Unit = "m", Precision = 2, Description = "cart position")] double X,
    [Field(Description = "front door")] bool Door,
    [Field(Description = "heating mode")] HeatingMode Mode);
