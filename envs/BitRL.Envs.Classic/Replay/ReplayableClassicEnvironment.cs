using System.Collections.Immutable;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Envs.Classic;

/// <summary>A task of which the original was recorded.</summary>
internal sealed class ReplayableClassicEnvironment<TState, TObservation>(int count) : ClassicEnvironment<TState, TObservation>(count), IReplayableEnvironment
    where TState : struct, IClassicState<TState, TObservation>, IRecordedState<TState>
    where TObservation : struct, IObservationText<TObservation>
{
    public ImmutableArray<ReplayQuantity> ReplayQuantities => TState.ReplayQuantities;

    public IReadOnlyList<IRecordedEpisode> ReadRecording(ReadOnlySpan<byte> line) =>
        [new RecordedEpisode<TState, TObservation>(this, Recording.Read(line, Descriptor.Id, TState.Size, Descriptor.ObservationSize, Descriptor.Actions.Choices))];
}
