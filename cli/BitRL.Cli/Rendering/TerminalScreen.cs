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

    private readonly Terminal _terminal;

    public TerminalScreen(Terminal terminal)
    {
        _terminal = terminal;
        Write(Enter);
    }

    /// <summary>Draws a scene, if there is one, and lines under it, cut to the window.</summary>
    public void Show(Scene? scene, IReadOnlyList<string> lines)
    {
        var (columns, rows) = Terminal.Size;
        var text = new StringBuilder(ToStart);
        if (scene is not null)
        {
            foreach (string line in TerminalPicture.Draw(scene, columns, rows - Math.Min(lines.Count, rows / 2) - 1, _terminal.Colors))
            {
                text.Append(line).Append(EraseLine).Append('\n');
            }
        }

        int left = rows - 1 - text.ToString().Count(letter => letter == '\n');
        foreach (string line in lines.SelectMany(line => Wrap(line, columns)).Take(Math.Max(1, left)))
        {
            text.Append(line).Append(EraseLine).Append('\n');
        }

        Write(text.Append(EraseBelow).ToString());
    }

    /// <inheritdoc/>
    public void Dispose() => Write(Leave);

    /// <summary>Pieces that fit a width. Control characters, which a text of a plugin could hold, become question marks.</summary>
    internal static IEnumerable<string> Wrap(string line, int columns)
    {
        string clean = string.Concat(line.Select(letter => char.IsControl(letter) ? '?' : letter));
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
