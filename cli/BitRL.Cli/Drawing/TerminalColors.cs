namespace BitRL.Cli.Drawing;

/// <summary>What a terminal can show.</summary>
internal enum TerminalColors
{
    /// <summary>No colour, or none wanted.</summary>
    None,

    /// <summary>The cube of 256.</summary>
    Cube,

    /// <summary>24 bits.</summary>
    True,
}
