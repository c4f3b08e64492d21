using System.Text;
using BitRL.Cli.Drawing;

namespace BitRL.Cli.Rendering;

/// <summary>A second screen of the terminal that is redrawn in place. What was there before comes back when it is disposed.</summary>
internal sealed class TerminalScreen : IDisposable
{
    private const string Enter = "\e[?1049h\e[?25l\e[2J";
    private const string Leave = "\e[?25h\e[?1049l";
    private const string ToStart = "\e[H";
    private const string EraseLine = "\e[K";
    private const string EraseBelow = "\e[J";

    /// <summary>A lower picture shows nothing that could be recognised.</summary>
    private const int LeastPictureRows = 3;

    private readonly Terminal _terminal;

    public TerminalScreen(Terminal terminal)
    {
        _terminal = terminal;
        Write(Enter);
    }

    /// <summary>Draws lines, and a scene above them where they leave room for one: what there is to read comes first. Cut to the window.</summary>
    public void Show(Scene? scene, IReadOnlyList<string> lines)
    {
        var (columns, rows) = Terminal.Size;
        var text = new StringBuilder(ToStart);
        foreach (string line in Compose(scene, lines, columns, rows - 1, _terminal.Colors))
        {
            text.Append(line).Append(EraseLine).Append('\n');
        }

        Write(text.Append(EraseBelow).ToString());
    }

    /// <summary>What a window shows: at most that many rows.</summary>
    internal static IEnumerable<string> Compose(Scene? scene, IReadOnlyList<string> lines, int columns, int rows, TerminalColors colors)
    {
        string[] wrapped = [.. lines.SelectMany(line => Wrap(line, columns))];
        int room = rows - wrapped.Length;
        IEnumerable<string> picture = scene is not null && room >= LeastPictureRows ? TerminalPicture.Draw(scene, columns, room, colors) : [];
        return picture.Concat(wrapped).Take(rows);
    }

    /// <inheritdoc/>
    public void Dispose() => Write(Leave);

    /// <summary>Pieces that fit a width. Control characters, which a text of a plugin could hold, become question marks.</summary>
    internal static IEnumerable<string> Wrap(string line, int columns)
    {
        string clean = PlainText.Of(line);
        for (int from = 0; from == 0 || from < clean.Length; from += columns)
        {
            yield return clean.Substring(from, Math.Min(columns, clean.Length - from));
        }
    }

    private void Write(string text)
    {
        _terminal.Output.Write(text);
        _terminal.Output.Flush();
    }
}
