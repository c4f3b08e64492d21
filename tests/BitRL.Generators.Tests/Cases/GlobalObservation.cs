using BitRL.Contracts.Observations;

/// <summary>In no namespace; names and descriptions and title by default.</summary>
#pragma warning disable BRL0010, BRL0011, MA0047 // A schema without units, descriptions and a namespace is the point.
[ObservationSchema("")]
public readonly partial record struct GlobalObservation(
    [Field(0, 1)] double PoleMass,
    [Field(0, 1)] double HTTPPort2,
    [Field(0, 10)] int _wheel3Speed,
    [Field] bool IsOn);
