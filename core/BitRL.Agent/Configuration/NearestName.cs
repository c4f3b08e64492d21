namespace BitRL.Agent.Configuration;

/// <summary>Finds the name that a user probably meant.</summary>
internal static class NearestName
{
    /// <summary>"; did you mean 'x'?" where a name is near enough, otherwise empty.</summary>
    public static string Hint(string given, IEnumerable<string> known) => Find(given, known) is { } name ? $"; did you mean '{name}'?" : "";

    /// <summary>The nearest name within a third of its length in edits (at least 2), or null.</summary>
    public static string? Find(string given, IEnumerable<string> known)
    {
        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string name in known)
        {
            int distance = Distance(given.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < bestDistance && distance <= Math.Max(2, name.Length / 3))
            {
                (best, bestDistance) = (name, distance);
            }
        }

        return best;
    }

    /// <summary>Insertions, deletions and replacements between two texts.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
