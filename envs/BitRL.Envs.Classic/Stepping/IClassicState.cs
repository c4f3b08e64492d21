using System.Collections.Immutable;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Envs.Classic;

/// <summary>
/// The state of one copy of a task, together with the task's rules as pure functions of it. A struct, so that the batch specialises on it:
/// no virtual call and no allocation is left in the loop.
/// </summary>
internal interface IClassicState<TSelf, TObservation>
    where TSelf : struct, IClassicState<TSelf, TObservation>
    where TObservation : struct, IObservationText<TObservation>
{
    /// <summary>What the task is. One object for the life of the process.</summary>
    static abstract EnvironmentDescriptor Descriptor { get; }

    /// <summary>What the choices are called.</summary>
    static abstract ImmutableArray<string> ActionNames { get; }

    /// <summary>At which pace a film of it plays, in seconds a step.</summary>
    static abstract double SecondsPerStep { get; }

    /// <summary>Draws an initial state.</summary>
    static abstract TSelf Start(EpisodeRandom random);

    /// <summary>The state after an action, with what the step gave.</summary>
    /// <param name="action">One of the choices; checked by the caller.</param>
    /// <param name="reward">Reward of this step.</param>
    /// <param name="terminated">Whether the task ended in the new state.</param>
    TSelf Step(int action, out double reward, out bool terminated);

    /// <summary>Writes the raw observation: the original environment's float32 vector.</summary>
    /// <param name="destination">[ObservationSize], overwritten.</param>
    void CopyTo(Span<float> destination);

    /// <summary>Draws the state for a person.</summary>
    void Draw(ISceneWriter scene);

    /// <summary>What the text says.</summary>
    TObservation Observe();
}
