namespace BitRL.Envs.TextWorld;

/// <summary>Which foods and preparations games use, so that an agent can be tested on what it has not met.</summary>
internal enum FoodSplit : byte
{
    /// <summary>All.</summary>
    None,
    Train,
    Valid,
    Test,
}
