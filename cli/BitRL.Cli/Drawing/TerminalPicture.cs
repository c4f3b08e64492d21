using System.Globalization;
using System.Text;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Drawing;

/// <summary>Draws a scene in characters: half blocks in colour, or Braille dots without.</summary>
internal static class TerminalPicture
{
    private const int DotsAcross = 2;
    private const int DotsDown = 4;

    /// <summary>A dot is set where the picture differs from the background by more than this (squared, of 195,075).</summary>
    private const int DotThreshold = 2500;

    // Bit of the dot in column x, row y of a Braille character.
    private static readonly int[,] DotBits = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } };

    /// <summary>Lines of characters.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="columns">Characters across.</param>
    /// <param name="mostRows">Most lines; fewer where the scene is flat.</param>
    /// <param name="colors">None: Braille dots.</param>
    public static IReadOnlyList<string> Draw(Scene scene, int columns, int mostRows, TerminalColors colors)
    {
        // A character is about twice as high as wide, so both kinds of dot are square.
        var view = scene.Window;
        int rows = Math.Clamp((int)Math.Round(columns / 2.0 * view.Height / view.Width), 3, Math.Max(3, mostRows));
        return colors == TerminalColors.None ? Dots(scene, columns, rows) : Blocks(scene, columns, rows, colors);
    }

    private static List<string> Dots(Scene scene, int columns, int rows)
    {
        var raster = Paint(scene, columns * DotsAcross, rows * DotsDown);
        var background = ColorScheme.Light[SceneColor.Background];
        var lines = new List<string>(rows);
        for (int row = 0; row < rows; row++)
        {
            var line = new StringBuilder(columns);
            for (int column = 0; column < columns; column++)
            {
                int bits = 0;
                for (int x = 0; x < DotsAcross; x++)
                {
                    for (int y = 0; y < DotsDown; y++)
                    {
                        var pixel = raster.Pixels[(((row * DotsDown) + y) * raster.Width) + (column * DotsAcross) + x];
                        bits |= pixel.DistanceTo(background) > DotThreshold ? DotBits[x, y] : 0;
                    }
                }

                line.Append(bits == 0 ? ' ' : (char)(0x2800 + bits));
            }

            lines.Add(line.ToString().TrimEnd());
        }

        return lines;
    }

    private static List<string> Blocks(Scene scene, int columns, int rows, TerminalColors colors)
    {
        var raster = Paint(scene, columns, rows * 2, ColorScheme.Dark);
        var lines = new List<string>(rows);
        for (int row = 0; row < rows; row++)
        {
            var line = new StringBuilder();
            (Rgb Upper, Rgb Lower)? last = null;
            for (int column = 0; column < columns; column++)
            {
                var pair = (raster.Pixels[(2 * row * columns) + column], raster.Pixels[(((2 * row) + 1) * columns) + column]);
                if (pair != last)
                {
                    line.Append("\e[").Append(Code(38, pair.Item1, colors)).Append(';').Append(Code(48, pair.Item2, colors)).Append('m');
                    last = pair;
                }

                line.Append('▀');
            }

            lines.Add(line.Append("\e[0m").ToString());
        }

        return lines;
    }

    private static Raster Paint(Scene scene, int width, int height, ColorScheme? scheme = null)
    {
        var raster = new Raster(width, height);
        new ScenePainter(raster, scheme ?? ColorScheme.Light).Paint(scene.Window, scene.Shapes, height);
        return raster;
    }

    private static string Code(int layer, Rgb color, TerminalColors colors) => colors == TerminalColors.True
        ? string.Create(CultureInfo.InvariantCulture, $"{layer};2;{color.R};{color.G};{color.B}")
        : string.Create(CultureInfo.InvariantCulture, $"{layer};5;{16 + (36 * Cube(color.R)) + (6 * Cube(color.G)) + Cube(color.B)}");

    /// <summary>The nearest of the levels 0, 95, 135, 175, 215, 255 of the cube of 256 colours.</summary>
    private static int Cube(byte value) => value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;
}
