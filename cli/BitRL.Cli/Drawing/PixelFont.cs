namespace BitRL.Cli.Drawing;

/// <summary>Letters of 5 by 7 dots for pictures without a font: capitals, figures and signs; small letters are written as capitals.</summary>
internal static class PixelFont
{
    private const int Columns = 5;
    private const int Rows = 7;
    private const int Advance = Columns + 1;
    private const char First = ' ';

    /// <summary>Seven rows a letter from blank to underscore, each a digit of base 32: its bits are the dots from left to right.</summary>
    private const string Glyphs =
        "0000000 4444404 AA00000 AAVAVAA 4FKE5U4 PP248JJ CIK8LID 4400000 "
        + "2488842 8422248 04LEL40 044V440 0000C48 000V000 00000CC 11248GG "
        + "EHJLPHE 4C4444E EH1248V V2421HE 26AIV22 VGU11HE 68GUHHE V124888 "
        + "EHHEHHE EHHF12C 0CC0CC0 0CC0C48 248G842 00V0V00 8421248 EH12404 "
        + "EHNLNGE EHHVHHH UHHUHHU EHGGGHE SIHHHIS VGGUGGV VGGUGGG EHGNHHF "
        + "HHHVHHH E44444E 72222IC HIKOKIH GGGGGGV HRLLHHH HHPLJHH EHHHHHE "
        + "UHHUGGG EHHHLID UHHUKIH FGGE11U V444444 HHHHHHE HHHHHA4 HHHLLLA "
        + "HHA4AHH HHHA444 V1248GV E88888E GG84211 E22222E 4AH0000 000000V";

    /// <summary>Width of a text in units of a letter's height.</summary>
    public static double WidthOf(string text) => (double)((text.Length * Advance) - 1) / Rows;

    /// <summary>Writes a line of text.</summary>
    /// <param name="raster">The picture.</param>
    /// <param name="text">What has no letter here is a blank.</param>
    /// <param name="x">Left end, in pixels.</param>
    /// <param name="baseline">Its lower edge.</param>
    /// <param name="height">Of a capital.</param>
    /// <param name="color">Ink.</param>
    public static void Write(Raster raster, string text, double x, double baseline, double height, Rgb color)
    {
        double dot = height / Rows;
        for (int i = 0; i < text.Length; i++)
        {
            for (int row = 0; row < Rows; row++)
            {
                int bits = RowOf(text[i], row);
                for (int column = 0; column < Columns; column++)
                {
                    if ((bits & (1 << (Columns - 1 - column))) != 0)
                    {
                        double left = x + (((i * Advance) + column) * dot);
                        double top = baseline - ((Rows - row) * dot);
                        raster.FillRectangle(left, top, left + dot, top + dot, color);
                    }
                }
            }
        }
    }

    private static int RowOf(char letter, int row)
    {
        int glyph = char.ToUpperInvariant(letter) - First;
        char digit = glyph >= 0 && glyph * (Rows + 1) < Glyphs.Length ? Glyphs[(glyph * (Rows + 1)) + row] : '0';
        return digit <= '9' ? digit - '0' : digit - 'A' + 10;
    }
}
