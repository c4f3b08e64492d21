using BitRL.Envs.SmartHome.Home;

namespace BitRL.Envs.SmartHome.Goals;

/// <summary>What a request means: the lamps that may be touched, and one or two terms that must hold.</summary>
/// <param name="Scope">Lamps that may be touched; not empty.</param>
/// <param name="First">A term.</param>
/// <param name="Second">Another, or one of kind <see cref="TermKind.None"/>.</param>
internal readonly record struct Goal(int Scope, GoalTerm First, GoalTerm Second = default)
{
    /// <summary>How far the goal is met.</summary>
    /// <param name="conditions">Daylight.</param>
    /// <param name="start">The lamps when the request was made.</param>
    /// <param name="lamps">The lamps now.</param>
    /// <param name="satisfied">Whether all terms hold and no lamp outside the scope differs from the start.</param>
    /// <returns>The mean satisfaction of the terms, less a quarter of it for each lamp outside the scope that was changed.</returns>
    public double Attainment(in HomeConditions conditions, LampStates start, LampStates lamps, out bool satisfied)
    {
        double first = First.Satisfaction(conditions, lamps);
        double mean = first;
        satisfied = first == 1;
        if (Second.Kind != TermKind.None)
        {
            double second = Second.Satisfaction(conditions, lamps);
            mean = (first + second) / 2;
            satisfied &= second == 1;
        }

        int changed = lamps.ChangesOutside(Scope, start);
        satisfied &= changed == 0;
        return mean * Math.Max(0, 1 - (0.25 * changed));
    }

    /// <summary>Whether all terms that say something of a room's lamps hold (those of other rooms do not matter).</summary>
    public bool HoldsIn(int lamps, in HomeConditions conditions, LampStates states) =>
        Holds(First, lamps, conditions, states) && Holds(Second, lamps, conditions, states);

    private static bool Holds(in GoalTerm term, int lamps, in HomeConditions conditions, LampStates states)
    {
        if (term.Kind == TermKind.Off)
        {
            return states.LevelSum(term.Lamps & lamps) == 0;
        }

        return !term.Concerns(System.Numerics.BitOperations.TrailingZeroCount(lamps)) || term.Satisfaction(conditions, states) == 1;
    }
}
