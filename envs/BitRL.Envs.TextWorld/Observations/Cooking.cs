namespace BitRL.Envs.TextWorld;

/// <summary>How a thing is cooked, as the observation says it.</summary>
internal enum Cooking : byte
{
    /// <summary>Not a thing to be cooked.</summary>
    Plain,
    Raw,
    Fried,
    Roasted,
    Grilled,
    Burned,
}
