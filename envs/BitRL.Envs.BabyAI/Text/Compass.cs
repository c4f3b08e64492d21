namespace BitRL.Envs.BabyAI;

/// <summary>Where the agent looks, in words for the numbers of <see cref="Heading"/>: on a map whose top is north.</summary>
internal enum Compass
{
    /// <summary>To the right.</summary>
    East,

    /// <summary>Down.</summary>
    South,

    /// <summary>To the left.</summary>
    West,

    /// <summary>Up.</summary>
    North,
}
