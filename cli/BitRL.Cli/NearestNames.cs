namespace BitRL.Cli;

/// <summary>Finds the names that somebody probably meant.</summary>
internal static class NearestNames
{
    private const int MostSuggestions = 3;

    /// <summary>The known names within a few edits of a name, or that it abbreviates; nearest first, at most three.</summary>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> known)
    {
        int limit = Math.Max(2, name.Length / 3);
        return known
            .Select(candidate => (candidate, distance: Distance(name, candidate)))
            .Where(pair => pair.distance <= limit)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .Take(MostSuggestions)
            .ToList();
    }

    /// <summary>"; did you mean A or B?", or nothing where no name is near.</summary>
    public static string Question(string name, IEnumerable<string> known)
    {
        var nearest = Find(name, known);
        return nearest.Count == 0 ? string.Empty : $"; did you mean {string.Join(" or ", nearest)}?";
    }

    /// <summary>Edits (insert, delete, replace, swap neighbours) without regard to case; a prefix of three letters or more counts as one edit.</summary>
    private static int Distance(string left, string right)
    {
        string a = left.ToLowerInvariant();
        string b = right.ToLowerInvariant();
        if (a.Length >= 3 && b.StartsWith(a, StringComparison.Ordinal))
        {
            return a.Length == b.Length ? 0 : 1;
        }

        var rows = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Cell(rows, a, b, i, j);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static int Cell(int[,] rows, string a, string b, int i, int j)
    {
        int cost = a[i - 1] == b[j - 1] ? 0 : 1;
        int best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + cost);
        bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
    }
}
