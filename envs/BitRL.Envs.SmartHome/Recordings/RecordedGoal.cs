using System.Collections.Immutable;
using BitRL.Envs.SmartHome.Goals;
using BitRL.Envs.SmartHome.Home;

namespace BitRL.Envs.SmartHome.Recordings;

/// <summary>A goal as recordings write it.</summary>
/// <param name="Scope">Numbers of the lamps that may be touched.</param>
/// <param name="Terms">One or two terms.</param>
internal sealed record RecordedGoal(ImmutableArray<int> Scope, ImmutableArray<RecordedTerm> Terms)
{
    /// <summary>The goal.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public Goal ToGoal() => Scope.Length > 0 && Terms.Length is 1 or 2
        ? new Goal(SetOf(Scope), Terms[0].ToTerm(), Terms.Length == 2 ? Terms[1].ToTerm() : default)
        : throw new FormatException($"a goal has lamps in scope and one or two terms, this one has {Scope.Length} and {Terms.Length}");

    /// <summary>Numbers as a set.</summary>
    /// <exception cref="FormatException">A number is not a lamp's.</exception>
    internal static int SetOf(ImmutableArray<int> lamps)
    {
        int set = 0;
        foreach (int lamp in lamps)
        {
            set |= lamp >= 0 && lamp < HomeLayout.Lamps.Length ? 1 << lamp : throw new FormatException($"there is no lamp {lamp}; there are 0 to {HomeLayout.Lamps.Length - 1}");
        }

        return set;
    }
}
