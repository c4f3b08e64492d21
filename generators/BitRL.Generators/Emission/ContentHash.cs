using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary>
/// Names a text: 16 hexadecimal digits over everything that shapes it. Names of types and namespaces do not, nor does which styles are
/// emitted: a checkpoint survives a rename, and a style that is added beside its own.
/// </summary>
internal static class ContentHash
{
    /// <summary>Raised when the same schema comes to print another text.</summary>
    private const string FormatVersion = "bitrl-text/1";

    public static string Of(SchemaModel schema)
    {
        // One item a line: the rules keep line breaks out of the items, so no two schemas write the same lines.
        var lines = new List<string> { FormatVersion, schema.Title };
        foreach (FieldModel field in schema.Fields)
        {
            Add(lines, field);
        }

        using var sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(Encoding.UTF8.GetBytes(string.Join("\n", lines)));
        return string.Concat(hash.Take(8).Select(octet => octet.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static void Add(List<string> lines, FieldModel field)
    {
        lines.Add(field.Kind.ToString());
        lines.Add(field.Name);
        lines.Add(field.Description);
        lines.Add(field.Unit);
        lines.Add(field.Range.MinimumText);
        lines.Add(field.Range.MaximumText);
        lines.Add(field.Precision.ToString(CultureInfo.InvariantCulture));
        lines.Add(field.IsPerEpisode ? "episode" : "step");
        lines.Add(field.Members.Count.ToString(CultureInfo.InvariantCulture));
        lines.AddRange(field.Members.Select(member => member.Text));
        if (field.Item is { } item)
        {
            Add(lines, item);
        }

        if (field.Kind == FieldKind.Record)
        {
            lines.Add(field.Fields.Count.ToString(CultureInfo.InvariantCulture));
            foreach (FieldModel inner in field.Fields)
            {
                Add(lines, inner);
            }
        }
    }
}
