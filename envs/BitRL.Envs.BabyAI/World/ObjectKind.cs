namespace BitRL.Envs.BabyAI;

/// <summary>What a cell holds; the numbers are the original's.</summary>
internal enum ObjectKind : byte
{
    /// <summary>Out of sight.</summary>
    Unseen = 0,

    /// <summary>Nothing.</summary>
    Empty = 1,

    /// <summary>Blocks movement and sight.</summary>
    Wall = 2,

    /// <summary>Blocks movement; can be picked up.</summary>
    Key = 5,

    /// <summary>Blocks movement; can be picked up.</summary>
    Ball = 6,

    /// <summary>Blocks movement; can be picked up; vanishes when it is opened.</summary>
    Box = 7,
}
