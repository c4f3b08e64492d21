using System.Collections.Immutable;
using BitRL.Contracts.Environments;

namespace BitRL.Envs.Classic;

/// <summary>What a replay of classic control compares.</summary>
internal static class ReplayNames
{
    public const string State = "state";
    public const string FirstObservation = "init_obs";
    public const string Observation = "obs";
    public const string Reward = "reward";
    public const string Terminated = "terminated";
    public const string Truncated = "truncated";

    /// <summary>Room for another order of rounding within one step; measured differences are below 4e-15.</summary>
    private const double OneStep = 1e-12;

    /// <summary>Where a free-running state is off by rounding, its float32 observation may round to the neighbour: one unit in the last place of a value below 32.</summary>
    private const double FloatRounding = 2e-6;

    /// <summary>The quantities of a task.</summary>
    /// <param name="firstObservation">Tolerance of the first observation.</param>
    /// <param name="growth">Largest difference of two correct implementations after so many steps of free running.</param>
    /// <param name="steps">Those steps.</param>
    public static ImmutableArray<ReplayQuantity> Quantities(double firstObservation, double growth, int steps) =>
    [
        new(FirstObservation, firstObservation, firstObservation),
        new(State, OneStep, growth) { FreeRunningSteps = steps },
        new(Observation, 0, growth + FloatRounding) { FreeRunningSteps = steps },
        new(Reward, 0, 0) { FreeRunningSteps = steps },
        new(Terminated, 0, 0) { FreeRunningSteps = steps },
        new(Truncated, 0, 0) { FreeRunningSteps = steps },
    ];
}
