using BitRL.Contracts.Observations;

namespace BitRL.Envs.BabyAI;

/// <summary>What the agent carries.</summary>
/// <param name="Color">Its colour.</param>
/// <param name="Kind">What it is.</param>
[ObservationSchema("Thing carried", Styles = TextStyles.None)]
internal readonly partial record struct Possession(
    [Field(Description = "colour")] ObjectColor Color,
    [Field(Description = "kind")] ThingKind Kind);
