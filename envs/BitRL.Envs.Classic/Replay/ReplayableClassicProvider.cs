using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Envs.Classic;

/// <summary>Offers a task of which the original was recorded.</summary>
internal sealed class ReplayableClassicProvider<TState, TObservation> : ClassicProvider<TState, TObservation>
    where TState : struct, IClassicState<TState, TObservation>, IRecordedState<TState>
    where TObservation : struct, IObservationText<TObservation>
{
    protected override IVectorEnvironment Make(int count) => new ReplayableClassicEnvironment<TState, TObservation>(count);
}
