namespace BitRL.Envs.BabyAI;

/// <summary>The colour of an object; the numbers are the original's.</summary>
internal enum ObjectColor : byte
{
    /// <summary>Red.</summary>
    Red = 0,

    /// <summary>Green.</summary>
    Green = 1,

    /// <summary>Blue.</summary>
    Blue = 2,

    /// <summary>Purple.</summary>
    Purple = 3,

    /// <summary>Yellow.</summary>
    Yellow = 4,

    /// <summary>Grey.</summary>
    Grey = 5,
}
