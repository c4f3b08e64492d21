using Spectre.Console;

namespace BitRL.Cli.Rendering;

/// <summary>
/// Rows of which several cells are sentences: a table where it fits, with the last column wrapped if need be; on a narrower console a table with the last cell below its row;
/// and where that is too wide as well, each row as lines "title  value" of its own. Nothing is ever left out.
/// </summary>
/// <param name="columns">Titles; one that ends in "#" is aligned to the right.</param>
internal sealed class Listing(params string[] columns)
{
    private const int Gap = 2;

    /// <summary>A last column that is narrower is no text any more.</summary>
    private const int LeastLast = 30;

    private const int Indent = 4;

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
        }
        else if (fixedWidth <= console.Profile.Width)
        {
            WriteLastBelow(console, last);
        }
        else
        {
            WriteFacts(console);
        }
    }

    private void WriteLastBelow(IAnsiConsole console, int last)
    {
        int[] widths = [.. Enumerable.Range(0, last).Select(Width)];
        console.WriteLine(Line([.. columns.Select(title => title.TrimEnd('#'))]), new Style(decoration: Decoration.Bold));
        foreach (string[] row in _rows)
        {
            console.WriteLine(Line(row));
            if (row[last].Length > 0)
            {
                console.Write(new Padder(new Text(PlainText.Of(row[last])), new Padding(Indent, 0, 0, 0)));
            }
        }

        string Line(string[] cells) => string.Join(
            new string(' ', Gap),
            widths.Select((width, column) => columns[column].EndsWith('#') ? PlainText.Of(cells[column]).PadLeft(width) : PlainText.Of(cells[column]).PadRight(width))).TrimEnd();
    }

    private void WriteFacts(IAnsiConsole console)
    {
        foreach (string[] row in _rows)
        {
            console.Write(Tables.Facts([.. columns.Zip(row, (title, cell) => (title.TrimEnd('#'), cell)).Where(pair => pair.cell.Length > 0)]));
            console.WriteLine();
        }
    }

    private int Width(int column) => _rows.Select(row => row[column].Length).Append(columns[column].TrimEnd('#').Length).Max();
}
