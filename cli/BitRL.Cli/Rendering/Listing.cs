using Spectre.Console;

namespace BitRL.Cli.Rendering;

/// <summary>
/// Rows of which several cells are sentences: a table where it fits, with the last column wrapped if need be, and where the console is too narrow for that each row as lines
/// "title  value" of its own. Nothing is ever left out.
/// </summary>
/// <param name="columns">Titles; one that ends in "#" is aligned to the right.</param>
internal sealed class Listing(params string[] columns)
{
    private const int Gap = 2;

    /// <summary>A last column that is narrower is no text any more.</summary>
    private const int LeastLast = 30;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row: a cell a column.</summary>
    public void Row(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes all rows.</summary>
    public void WriteTo(IAnsiConsole console)
    {
        int last = columns.Length - 1;
        int fixedWidth = Enumerable.Range(0, last).Sum(column => Width(column) + Gap);
        if (fixedWidth + Math.Min(Width(last), LeastLast) + Gap <= console.Profile.Width)
        {
            var table = Tables.Make(columns);
            _rows.ForEach(row => table.Row(row));
            console.Write(table);
            return;
        }

        foreach (string[] row in _rows)
        {
            console.Write(Tables.Facts([.. columns.Zip(row, (title, cell) => (title.TrimEnd('#'), cell)).Where(pair => pair.cell.Length > 0)]));
            console.WriteLine();
        }
    }

    private int Width(int column) => _rows.Select(row => row[column].Length).Append(columns[column].TrimEnd('#').Length).Max();
}
