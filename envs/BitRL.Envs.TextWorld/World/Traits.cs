namespace BitRL.Envs.TextWorld;

/// <summary>What is true of a thing.</summary>
[Flags]
internal enum Traits : uint
{
    None = 0,
    Open = 1 << 0,
    Closed = 1 << 1,
    Edible = 1 << 2,
    Inedible = 1 << 3,
    Drinkable = 1 << 4,
    Raw = 1 << 5,
    NeedsCooking = 1 << 6,
    Cooked = 1 << 7,
    Burned = 1 << 8,
    Fried = 1 << 9,
    Roasted = 1 << 10,
    Grilled = 1 << 11,
    Uncut = 1 << 12,
    Chopped = 1 << 13,
    Sliced = 1 << 14,
    Diced = 1 << 15,
    Consumed = 1 << 16,
    Sharp = 1 << 17,

    /// <summary>The three ways to be cooked.</summary>
    AnyCooking = Fried | Roasted | Grilled,

    /// <summary>The three ways to be cut.</summary>
    AnyCut = Chopped | Sliced | Diced,
}
