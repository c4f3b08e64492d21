namespace BitRL.Envs.TextWorld;

/// <summary>What can be done. Candidates are listed in this order: what matters least comes last.</summary>
internal enum Verb : byte
{
    Look,
    Inventory,
    Go,
    Open,
    Close,
    Take,
    Cook,
    Chop,
    Slice,
    Dice,
    Prepare,
    Eat,
    Drink,
    Examine,
    Drop,
    Put,
    Insert,
}
