using Spectre.Console;

namespace BitRL.Cli.Rendering;

/// <summary>Tables in the house style: no frame, so that rows can be cut and searched.</summary>
internal static class Tables
{
    private const int Gap = 2;

    /// <summary>A table with these columns; a title that ends in "#" is aligned to the right (numbers). Where the width does not suffice, text in the last column is wrapped, never a number.</summary>
    public static Table Make(params string[] columns)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true };
        foreach (string column in columns)
        {
            bool isNumber = column.EndsWith('#');
            bool isWrapped = !isNumber && ReferenceEquals(column, columns[^1]);
            var header = new TableColumn(new Text(column.TrimEnd('#'), new Style(decoration: Decoration.Bold))) { NoWrap = !isWrapped, Padding = new Padding(0, 0, Gap, 0) };
            table.AddColumn(isNumber ? header.RightAligned() : header);
        }

        return table;
    }

    /// <summary>Adds a row of plain text; control characters in it (names come from files of others) become question marks.</summary>
    public static Table Row(this Table table, params string[] cells)
    {
        table.AddRow(cells.Select(cell => new Text(PlainText.Of(cell))));
        return table;
    }

    /// <summary>
    /// Writes columns as one table or, where the console is too narrow, as several under each other, each of which begins with the first column: a table that is cut
    /// or wrapped cannot be read.
    /// </summary>
    /// <param name="console">Gives the width.</param>
    /// <param name="first">The column that names the rows: title, then cells.</param>
    /// <param name="columns">The others, as long as the first.</param>
    public static void WriteInPieces(IAnsiConsole console, string[] first, IReadOnlyList<string[]> columns)
    {
        int room = console.Profile.Width - Width(first);
        for (int from = 0; from < columns.Count;)
        {
            int to = from;
            for (int left = room; to < columns.Count && (to == from || Width(columns[to]) <= left); to++)
            {
                left -= Width(columns[to]);
            }

            string[][] piece = [first, .. columns.Skip(from).Take(to - from)];
            var table = Make([.. piece.Select(column => column[0])]);
            for (int row = 1; row < first.Length; row++)
            {
                table.Row([.. piece.Select(column => column[row])]);
            }

            console.Write(table);
            from = to;
        }
    }

    /// <summary>A two-column list of names and values.</summary>
    public static Grid Facts(params (string Name, string Value)[] facts)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        foreach (var (name, value) in facts)
        {
            grid.AddRow(new Text(name, new Style(decoration: Decoration.Bold)), new Text(PlainText.Of(value)));
        }

        return grid;
    }

    private static int Width(string[] column) => column.Max(cell => cell.TrimEnd('#').Length) + Gap;
}
