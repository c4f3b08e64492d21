namespace BitRL.Cli.Drawing;

/// <summary>What the numbers of a shape mean.</summary>
internal enum SceneShapeKind
{
    /// <summary>x1, y1, x2, y2, width.</summary>
    Line,

    /// <summary>x, y, radius.</summary>
    Circle,

    /// <summary>x and y in turn.</summary>
    Polygon,

    /// <summary>x, y, height.</summary>
    Text,
}
