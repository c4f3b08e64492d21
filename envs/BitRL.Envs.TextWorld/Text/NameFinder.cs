using System.Collections.Immutable;
using System.Text;

namespace BitRL.Envs.TextWorld;

/// <summary>Finds the thing that words mean among those that the player can see: the whole name, or a part of it that only one of them has. Thread-safe.</summary>
internal static class NameFinder
{
    // a listing says "sliced fried red onion", so a player may too
    private static readonly ImmutableHashSet<string> States = ["raw", "fried", "roasted", "grilled", "burned", "sliced", "diced", "chopped", "uncut", "open", "closed"];

    private static readonly ImmutableArray<ImmutableArray<string>> NameWords =
        [.. Enumerable.Range(0, Names.Things).Select(thing => Sentence.Words(Encoding.UTF8.GetBytes(Names.Text((Thing)thing))))];

    /// <summary>Finds a thing.</summary>
    /// <returns>False where there is none or more than one; then <paramref name="feedback"/> says so.</returns>
    public static bool TryFind(Game game, ReadOnlySpan<string> words, Feedback feedback, out Thing thing)
    {
        thing = Thing.None;
        var wanted = words.ToArray().Where(word => !States.Contains(word)).ToList();
        if (wanted.Count == 0)
        {
            feedback.Refuse("You can't see any such thing."u8);
            return false;
        }

        if (wanted is ["all" or "everything"])
        {
            feedback.Refuse("You have to be more specific!"u8);
            return false;
        }

        List<Thing> meant = [.. Visible(game).Where(candidate => wanted.TrueForAll(word => NameWords[(int)candidate].Contains(word)))];
        List<Thing> exact = meant.FindAll(candidate => NameWords[(int)candidate].Length == wanted.Count);
        meant = exact.Count == 1 ? exact : meant;
        switch (meant.Count)
        {
            case 0:
                feedback.Refuse("You can't see any such thing."u8);
                return false;
            case 1:
                thing = meant[0];
                return true;
            default:
                feedback.Refuse(Encoding.UTF8.GetBytes($"Which do you mean, {string.Join(" or ", meant.Select(candidate => $"the {Names.Text(candidate)}"))}?"));
                return false;
        }
    }

    /// <summary>All that a player can name here: what is carried or can be reached, furniture, doors.</summary>
    private static IEnumerable<Thing> Visible(Game game)
    {
        for (Thing thing = Thing.Milk; thing <= Thing.Toolbox; thing++)
        {
            if (game.IsReachable(thing))
            {
                yield return thing;
            }
        }

        for (Direction direction = Direction.North; direction <= Direction.West; direction++)
        {
            if (game.Map.TryExit(game.Room, direction, out _, out Thing door) && door != Thing.None)
            {
                yield return door;
            }
        }
    }
}
