namespace BitRL.Envs.BabyAI;

/// <summary>What the agent can do; the numbers are the original's.</summary>
internal enum RoomAction
{
    /// <summary>Turns left on the spot.</summary>
    Left,

    /// <summary>Turns right on the spot.</summary>
    Right,

    /// <summary>Moves into the cell in front if it is empty.</summary>
    Forward,

    /// <summary>Takes the object in front if nothing is carried.</summary>
    Pickup,

    /// <summary>Puts what is carried into the cell in front if it is empty.</summary>
    Drop,

    /// <summary>Opens a box in front: it had nothing in it and is gone.</summary>
    Toggle,

    /// <summary>Does nothing.</summary>
    Done,
}
