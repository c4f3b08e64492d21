namespace BitRL.Envs.BabyAI;

/// <summary>What one cell holds, in a byte. The default is a cell that is out of sight.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Color">Its colour; red (0) where there is nothing to colour.</param>
internal readonly record struct Cell(ObjectKind Kind, ObjectColor Color)
{
    /// <summary>Nothing in it.</summary>
    public static Cell Empty => new(ObjectKind.Empty, ObjectColor.Red);

    /// <summary>A wall.</summary>
    public static Cell Wall => new(ObjectKind.Wall, ObjectColor.Grey);

    /// <summary>What missions are about.</summary>
    public static Cell RedBall => new(ObjectKind.Ball, ObjectColor.Red);

    /// <summary>Whether it is a key, ball or box.</summary>
    public bool IsObject => Kind >= ObjectKind.Key;
}
