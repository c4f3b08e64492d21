using System.Collections.Immutable;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Drawing;

/// <summary>What the colours of a scene look like.</summary>
internal sealed class ColorScheme
{
    // Red to grey: middle tones that stand out from both backgrounds.
    private static readonly ImmutableArray<int> Hues = [0xE5484D, 0xF08C00, 0xEAB308, 0x30A46C, 0x3B82F6, 0xA855F7, 0x8B95A1];

    private readonly ImmutableArray<Rgb> _colors;

    private ColorScheme(params ReadOnlySpan<int> roles)
    {
        _colors = [.. roles.ToArray().Concat(Hues).Select(Rgb.Of)];
    }

    /// <summary>On white.</summary>
    public static ColorScheme Light { get; } = new(0xFFFFFF, 0x1F2933, 0x9AA5B1, 0xD3D9DF, 0x0C8F76);

    /// <summary>On near black.</summary>
    public static ColorScheme Dark { get; } = new(0x12161C, 0xE6EAEF, 0x6B7785, 0x39424E, 0x38D9A9);

    /// <summary>All colours, by the number of <see cref="SceneColor"/>.</summary>
    public ImmutableArray<Rgb> Colors => _colors;

    /// <summary>One colour.</summary>
    public Rgb this[SceneColor color] => _colors[(int)color];
}
