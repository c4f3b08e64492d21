using BitRL.Contracts.Observations;

namespace BitRL.Envs.BabyAI;

/// <summary>An object in view.</summary>
/// <param name="Color">Its colour.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Right">Columns to the right of the agent; negative to its left.</param>
/// <param name="Ahead">Rows ahead of the agent.</param>
[ObservationSchema("Thing in view", Styles = TextStyles.None)]
internal readonly partial record struct Thing(
    [Field(Description = "colour")] ObjectColor Color,
    [Field(Description = "kind")] ThingKind Kind,
    [Field(-3, 3, Unit = "1", Description = "steps to the right")] int Right,
    [Field(0, 6, Unit = "1", Description = "steps ahead")] int Ahead);
