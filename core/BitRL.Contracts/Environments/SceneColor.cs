namespace BitRL.Contracts.Environments;

/// <summary>Colours of a scene. The first ones are roles, which change with the scheme; the others are hues, which do not.</summary>
public enum SceneColor
{
    /// <summary>What is behind everything.</summary>
    Background,

    /// <summary>Lines and texts, in full contrast.</summary>
    Foreground,

    /// <summary>What matters less: axes, the far leg.</summary>
    Muted,

    /// <summary>Floor, walls, tracks.</summary>
    Ground,

    /// <summary>The agent, and what it moves.</summary>
    Accent,

    /// <summary>Red.</summary>
    Red,

    /// <summary>Orange.</summary>
    Orange,

    /// <summary>Yellow.</summary>
    Yellow,

    /// <summary>Green.</summary>
    Green,

    /// <summary>Blue.</summary>
    Blue,

    /// <summary>Purple.</summary>
    Purple,

    /// <summary>Grey.</summary>
    Grey,
}
