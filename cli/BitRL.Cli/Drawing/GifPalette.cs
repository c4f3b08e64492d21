namespace BitRL.Cli.Drawing;

/// <summary>
/// The 256 colours of a film: those of the scheme, and three mixtures of each two of them for smooth edges. Fixed, so that frames can be
/// written as they come.
/// </summary>
internal sealed class GifPalette
{
    /// <summary>Colours in a table of a GIF.</summary>
    public const int Size = 256;

    private const int Mixtures = 3;

    private readonly Rgb[] _colors = new Rgb[Size];
    private readonly Dictionary<Rgb, byte> _nearest = [];

    public GifPalette(ColorScheme scheme)
    {
        var colors = scheme.Colors;
        var table = new List<Rgb>(colors);
        for (int i = 0; i < colors.Length; i++)
        {
            for (int j = i + 1; j < colors.Length; j++)
            {
                for (int mixture = 1; mixture <= Mixtures; mixture++)
                {
                    table.Add(colors[i].Blend(colors[j], (double)mixture / (Mixtures + 1)));
                }
            }
        }

        table.CopyTo(_colors); // 12 + 66 × 3 = 210; the rest is black
        Used = table.Count;
    }

    /// <summary>Colours in use.</summary>
    public int Used { get; }

    /// <summary>The table.</summary>
    public ReadOnlySpan<Rgb> Colors => _colors;

    /// <summary>Number of the nearest colour.</summary>
    public byte IndexOf(Rgb color)
    {
        if (!_nearest.TryGetValue(color, out byte index))
        {
            index = Search(color);
            _nearest.Add(color, index);
        }

        return index;
    }

    private byte Search(Rgb color)
    {
        int best = 0;
        for (int i = 1; i < Used; i++)
        {
            if (color.DistanceTo(_colors[i]) < color.DistanceTo(_colors[best]))
            {
                best = i;
            }
        }

        return (byte)best;
    }
}
