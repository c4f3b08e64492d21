namespace BitRL.Cli.Drawing;

/// <summary>A colour on the screen.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>0xRRGGBB.</summary>
    public static Rgb Of(int value) => new((byte)(value >> 16), (byte)(value >> 8), (byte)value);

    /// <summary>A share of another colour over this one.</summary>
    /// <param name="over">The other colour.</param>
    /// <param name="share">0 … 1.</param>
    public Rgb Blend(Rgb over, double share) => new(Mix(R, over.R, share), Mix(G, over.G, share), Mix(B, over.B, share));

    /// <summary>Sum of squared differences, 0 … 195,075.</summary>
    public int DistanceTo(Rgb other)
    {
        int r = R - other.R;
        int g = G - other.G;
        int b = B - other.B;
        return (r * r) + (g * g) + (b * b);
    }

    /// <summary>#rrggbb.</summary>
    public override string ToString() => $"#{R:x2}{G:x2}{B:x2}";

    private static byte Mix(byte a, byte b, double share) => (byte)Math.Round(a + ((b - a) * share));
}
