namespace BitRL.Plugins.Lookup;

/// <summary>Finds known names that a user may have meant.</summary>
internal static class NearestNames
{
    private const int Most = 3;

    /// <summary>Names within a third of their length in edits, or that contain the wanted one or are contained in it; nearest first.</summary>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> known)
    {
        string lower = wanted.ToLowerInvariant();
        return [.. known
            .Select(name => (Name: name, Distance: Rate(lower, name.ToLowerInvariant())))
            .Where(n => n.Distance <= Math.Max(2, Math.Min(lower.Length, n.Name.Length) / 3))
            .OrderBy(n => n.Distance)
            .ThenBy(n => n.Name, StringComparer.Ordinal)
            .Select(n => n.Name)
            .Take(Most)];
    }

    // A part of a name ("cart") counts as one edit: people leave out more often than they mistype.
    private static int Rate(string wanted, string name)
    {
        bool contains = wanted.Length >= 3 && (name.Contains(wanted, StringComparison.Ordinal) || wanted.Contains(name, StringComparison.Ordinal));
        return Math.Min(contains ? 1 : int.MaxValue, Edits(wanted, name));
    }

    /// <summary>Levenshtein distance.</summary>
    private static int Edits(string a, string b)
    {
        int[] row = new int[b.Length + 1];
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 0; i < a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < b.Length; j++)
            {
                int substitute = diagonal + (a[i] == b[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(substitute, Math.Min(row[j], row[j + 1]) + 1);
            }
        }

        return row[^1];
    }
}
