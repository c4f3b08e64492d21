using BitRL.Contracts.Observations;

namespace BitRL.Envs.Classic;

/// <summary>What the agent reads.</summary>
/// <param name="N">The number to answer with.</param>
[ObservationSchema("Number to repeat")]
internal readonly partial record struct IdentityObservation(
    [Field(0, IdentityState.Numbers - 1, Name = "n", Unit = "1", Description = "number")] int N);
