using System.Collections.Immutable;
using BitRL.Contracts.Observations;

namespace BitRL.Generators.Tests.Cases;

/// <summary>Text, and lists of records.</summary>
[ObservationSchema("World")]
public readonly partial record struct WorldObservation(
    [Field(MaxBytes = 40, Changes = Per.Episode, Description = "mission")] ReadOnlyMemory<byte> Mission,
    [Field(MaxItems = 3, Name = "seen", Description = "things in view")] ReadOnlyMemory<WorldObservation.Thing> Things,
    [Field(MaxItems = 2, Description = "people")] ImmutableArray<WorldObservation.Person> People,
    [Field(0, 64, Unit = "1", Description = "steps so far")] int Steps,
    [Field(MaxBytes = 24, Description = "last answer")] ReadOnlyMemory<byte> Answer)
{
    public enum Form
    {
        Ball,
        @checked,
    }

    /// <summary>A record that says per episode: in a list that counts for nothing, and the description of the list stands for its title.</summary>
    [ObservationSchema("Thing", Styles = TextStyles.None)]
    public readonly partial record struct Thing(
        [Field(Changes = Per.Episode, Description = "form")] Form Form,
        [Field(-6, 6, Unit = "m", Description = "distance ahead")] int @event,
        [Ignore] object? Tag)
    {
        [Field(-1, 1, Unit = "1", Precision = 2, Description = "light")]
        public double Light { get; init; }
    }

    [ObservationSchema("Person", Styles = TextStyles.None)]
    public readonly partial record struct Person([property: Field(MaxBytes = 8, Description = "name")] ReadOnlyMemory<byte> Name, [Field(Description = "awake")] bool Awake);
}
