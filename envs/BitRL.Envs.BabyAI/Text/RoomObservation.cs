using BitRL.Contracts.Observations;

namespace BitRL.Envs.BabyAI;

/// <summary>
/// What the agent reads: the 7 × 7 view in words. All of it can be read off the original's observation, which is image, direction and mission. Short common names: each is one token. Fields of one number come before those whose length varies, so that they keep their places.
/// </summary>
/// <param name="Mission">What to do.</param>
/// <param name="Heading">Where the agent looks: of use to one without a memory, who must not turn in circles for ever.</param>
/// <param name="Front">What the cell in front holds.</param>
/// <param name="Wall">Steps to the wall ahead; objects do not hide it.</param>
/// <param name="Left">Steps to the wall on the left; the view ends after three columns, so 4 is anything farther.</param>
/// <param name="Right">Steps to the wall on the right, likewise.</param>
/// <param name="Carried">At most one thing.</param>
/// <param name="Things">Objects in view: those that the mission names first, then near before far.</param>
[ObservationSchema("Room")]
internal readonly partial record struct RoomObservation(
    [Field(MaxBytes = 24, Changes = Per.Episode, Description = "mission")] ReadOnlyMemory<byte> Mission,
    [Field(Description = "heading")] Compass Heading,
    [Field(Description = "in front")] ObjectKind Front,
    [Field(1, 6, Unit = "1", Description = "steps to the wall ahead")] int Wall,
    [Field(1, 4, Unit = "1", Description = "steps to the wall on the left, 4 if out of view")] int Left,
    [Field(1, 4, Unit = "1", Description = "steps to the wall on the right, 4 if out of view")] int Right,
    [Field(MaxItems = 1, Name = "hand", Description = "carried")] ReadOnlyMemory<Possession> Carried,
    [Field(MaxItems = 8, Name = "view", Description = "things in view")] ReadOnlyMemory<Thing> Things);
