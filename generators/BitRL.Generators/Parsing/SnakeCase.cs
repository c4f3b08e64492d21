using System.Text;

namespace BitRL.Generators.Parsing;

/// <summary>How a C# name reads in text: <c>PoleMass</c> is <c>pole_mass</c>, <c>HTTPPort2</c> is <c>http_port2</c>.</summary>
internal static class SnakeCase
{
    public static string From(string identifier)
    {
        string name = identifier.Trim('_');
        var text = new StringBuilder(name.Length + 8);
        for (int i = 0; i < name.Length; i++)
        {
            if (StartsWord(name, i))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.Length > 0 ? text.ToString() : identifier;
    }

    private static bool StartsWord(string name, int i)
    {
        if (i == 0 || !char.IsUpper(name[i]) || name[i - 1] == '_')
        {
            return false;
        }

        bool lastOfCapitals = char.IsUpper(name[i - 1]) && i + 1 < name.Length && char.IsLower(name[i + 1]);
        return lastOfCapitals || !char.IsUpper(name[i - 1]);
    }
}
