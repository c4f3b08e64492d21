namespace BitRL.Envs.BabyAI;

/// <summary>Cells as recordings write them: three hexadecimal digits each, kind, colour and state; the state of what occurs here is 0.</summary>
internal static class HexCells
{
    private const int Digits = 3;

    /// <summary>Whether a text is so many cells of kinds that exist here.</summary>
    public static bool CanRead(string text, int cells)
    {
        if (text.Length != cells * Digits || !text.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        return Enumerable.Range(0, cells).All(i =>
            Enum.IsDefined(Read(text, i).Kind) && Enum.IsDefined(Read(text, i).Color) && text[(i * Digits) + 2] == '0');
    }

    /// <summary>The cell of a number.</summary>
    public static Cell Read(string text, int index) =>
        new((ObjectKind)Convert.ToByte(text.Substring(index * Digits, 1), 16), (ObjectColor)Convert.ToByte(text.Substring((index * Digits) + 1, 1), 16));

    /// <summary>Writes cells.</summary>
    public static string Write(ReadOnlySpan<Cell> cells)
    {
        var text = new char[cells.Length * Digits];
        for (int i = 0; i < cells.Length; i++)
        {
            text[i * Digits] = (char)('0' + (int)cells[i].Kind);
            text[(i * Digits) + 1] = (char)('0' + (int)cells[i].Color);
            text[(i * Digits) + 2] = '0';
        }

        return new string(text);
    }
}
