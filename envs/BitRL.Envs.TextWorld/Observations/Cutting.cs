namespace BitRL.Envs.TextWorld;

/// <summary>How a thing is cut, as the observation says it.</summary>
internal enum Cutting : byte
{
    Uncut,
    Chopped,
    Sliced,
    Diced,
}
