using System.Globalization;
using System.Text;
using BitRL.Agent.Folders;

namespace BitRL.Experiments.Results;

/// <summary>Results as comma-separated values (RFC 4180, but with line feeds).</summary>
public static class CsvWriter
{
    /// <summary>Writes a table; an empty cell is null.</summary>
    /// <exception cref="RunFolderException">It cannot be written; the old file is unchanged.</exception>
    public static void Write(ResultTable table, string path)
    {
        ArgumentNullException.ThrowIfNull(table);
        var csv = new StringBuilder();
        csv.AppendJoin(',', table.Columns.Select(column => Quote(column.Name))).Append('\n');
        foreach (var row in table.Rows)
        {
            csv.AppendJoin(',', row.Select(Cell)).Append('\n');
        }

        AtomicFile.WriteText(path, csv.ToString());
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Quote(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
