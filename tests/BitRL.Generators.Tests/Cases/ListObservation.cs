using System.Collections.Immutable;
using BitRL.Contracts.Observations;

namespace BitRL.Generators.Tests.Cases;

public enum Lamp
{
    Off,
    On,
}

/// <summary>Every kind of item, at fixed capacity, and names that the emitted loops use themselves.</summary>
[ObservationSchema("Lists")]
public readonly partial record struct ListObservation(
    [Field(MaxItems = 3, Changes = Per.Episode, Description = "names of the rooms", MaxBytes = 10)] ReadOnlyMemory<ReadOnlyMemory<byte>> Rooms,
    [Field(MaxItems = 2, Description = "lamps")] ImmutableArray<Lamp> items,
    [Field(-1, 9.99, MaxItems = 4, Unit = "m", Precision = 1, Description = "distances")] ReadOnlyMemory<float> i,
    [Field(0, 255, MaxItems = 2, Unit = "1", Description = "levels")] ImmutableArray<byte> Levels,
    [Field(MaxItems = 1, Description = "door states")] ReadOnlyMemory<bool> Doors,
    [Field(Description = "main lamp")] Lamp Main);
