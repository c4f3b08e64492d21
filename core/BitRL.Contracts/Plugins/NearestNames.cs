namespace BitRL.Contracts.Plugins;

/// <summary>Finds the known names that somebody probably meant: for messages about commands, settings and values that do not exist.</summary>
public static class NearestNames
{
    private const int Most = 3;
    private const int LeastEdits = 2;

    // Anything shorter is a part of too many names.
    private const int LeastPart = 3;

    /// <summary>
    /// The nearest of the known names, without regard to case; where several are equally near, up to three of them in ordinal order. Near is what takes at most two edits (insert, delete,
    /// replace, swap neighbours), or a third of the shorter name's length, but not all of it; what is a part of a name is one edit away from it.
    /// </summary>
    /// <param name="given">What was typed.</param>
    /// <param name="known">What there is.</param>
    /// <returns>Empty where nothing is near.</returns>
    public static IReadOnlyList<string> Find(string given, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(known);
        string lower = given.ToLowerInvariant();
        List<string> nearest = [];
        int least = int.MaxValue;
        foreach (string name in known)
        {
            int distance = Distance(lower, name.ToLowerInvariant());
            int shorter = Math.Min(given.Length, name.Length);
            if (distance > least || distance > Math.Max(LeastEdits, shorter / 3) || distance >= shorter)
            {
                continue;
            }

            if (distance < least)
            {
                least = distance;
                nearest.Clear();
            }

            nearest.Add(name);
        }

        return [.. nearest.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>"; did you mean A or B?" to put behind a message, or nothing where no name is near.</summary>
    public static string Question(string given, IEnumerable<string> known)
    {
        IReadOnlyList<string> nearest = Find(given, known);
        return nearest.Count == 0 ? "" : $"; did you mean {string.Join(" or ", nearest)}?";
    }

    // People leave out more often than they mistype: a part of a name ("cart") counts as one edit.
    private static int Distance(string given, string name)
    {
        bool isPart = given.Length >= LeastPart && given.Length < name.Length && name.Contains(given, StringComparison.Ordinal);
        return isPart ? 1 : Edits(given, name);
    }

    private static int Edits(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 || j == 0 ? i + j : Cell(table, a, b, i, j);
            }
        }

        return table[a.Length, b.Length];
    }

    private static int Cell(int[,] table, string a, string b, int i, int j)
    {
        int replaced = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        int best = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, replaced);
        bool isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return isSwap ? Math.Min(best, table[i - 2, j - 2] + 1) : best;
    }
}
