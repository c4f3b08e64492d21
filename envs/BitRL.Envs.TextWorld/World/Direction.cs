namespace BitRL.Envs.TextWorld;

/// <summary>Compass directions; opposite ones differ by 2.</summary>
internal enum Direction : byte
{
    North,
    East,
    South,
    West,
}
