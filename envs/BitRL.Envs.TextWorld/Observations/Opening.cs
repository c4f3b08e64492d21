namespace BitRL.Envs.TextWorld;

/// <summary>Whether something is open, as the observation says it.</summary>
internal enum Opening : byte
{
    /// <summary>It cannot be closed.</summary>
    Fixed,
    Open,
    Closed,
}
