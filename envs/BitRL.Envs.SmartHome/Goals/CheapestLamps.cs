using System.Numerics;
using BitRL.Envs.SmartHome.Home;

namespace BitRL.Envs.SmartHome.Goals;

/// <summary>
/// Searches the lamp states that meet a goal with the least power, room by room: at most 225 combinations a room, as no room has more than two
/// lamps. Among equals the one with the fewest changes wins, then the smallest levels, then the smallest colours.
/// </summary>
internal static class CheapestLamps
{
    private const int Levels = HomeLayout.MaxLevel + 1;

    /// <summary>Finds it.</summary>
    /// <param name="goal">What must hold.</param>
    /// <param name="conditions">Daylight.</param>
    /// <param name="start">The lamps now; those outside the goal's scope stay so.</param>
    /// <param name="lamps">The cheapest lamps; <paramref name="start"/> where there are none.</param>
    /// <param name="watts">Power of the scope's lamps in that state.</param>
    /// <returns>Whether the goal can be met at all.</returns>
    public static bool TryFind(in Goal goal, in HomeConditions conditions, LampStates start, out LampStates lamps, out double watts)
    {
        lamps = start;
        watts = 0;
        for (int room = 0; room < HomeLayout.RoomCount; room++)
        {
            int inScope = HomeLayout.LampsOf((Room)room) & goal.Scope;
            if (inScope == 0)
            {
                continue;
            }

            if (!TryFindInRoom(goal, conditions, start, inScope, ref lamps))
            {
                lamps = start;
                return false;
            }

            watts += lamps.Watts(inScope);
        }

        return true;
    }

    private static bool TryFindInRoom(in Goal goal, in HomeConditions conditions, LampStates start, int inScope, ref LampStates lamps)
    {
        int one = BitOperations.TrailingZeroCount(inScope);
        int rest = inScope & (inScope - 1);
        int other = rest == 0 ? one : BitOperations.TrailingZeroCount(rest);
        int otherLevels = rest == 0 ? 1 : Levels;
        int otherColors = rest == 0 ? 1 : HomeLayout.ColorCount;
        (double Watts, int Changes) best = (double.PositiveInfinity, 0);
        LampStates found = start;
        for (int i = 0; i < Levels * otherLevels; i++)
        {
            for (int k = 0; k < HomeLayout.ColorCount * otherColors; k++)
            {
                // In ascending order of levels, then colours: the first of equals is the smallest. A single lamp is set by the second line.
                LampStates candidate = start.WithLevel(other, i % otherLevels).WithColor(other, (LightColor)(k % otherColors))
                    .WithLevel(one, i / otherLevels).WithColor(one, (LightColor)(k / otherColors));
                (double Watts, int Changes) cost = (candidate.Watts(inScope), Changes(start, candidate, inScope));
                if (cost.CompareTo(best) < 0 && goal.HoldsIn(inScope, conditions, candidate))
                {
                    (best, found) = (cost, candidate);
                }
            }
        }

        for (int set = inScope; set != 0; set &= set - 1)
        {
            int lamp = BitOperations.TrailingZeroCount(set);
            lamps = lamps.WithLevel(lamp, found.Level(lamp)).WithColor(lamp, found.Color(lamp));
        }

        return !double.IsPositiveInfinity(best.Watts);
    }

    private static int Changes(LampStates before, LampStates after, int lamps)
    {
        int changes = 0;
        for (; lamps != 0; lamps &= lamps - 1)
        {
            int lamp = BitOperations.TrailingZeroCount(lamps);
            changes += (before.Level(lamp) != after.Level(lamp) ? 1 : 0) + (before.Color(lamp) != after.Color(lamp) ? 1 : 0);
        }

        return changes;
    }
}
