namespace BitRL.Envs.TextWorld;

/// <summary>How a thing is cooked and cut, in one word where one says it all: index = 4 · <see cref="Cooking"/> + <see cref="Cutting"/>. Nothing is said of a thing that is not cut.</summary>
internal enum Condition : byte
{
    Plain,
    PlainChopped,
    PlainSliced,
    PlainDiced,
    Raw,
    RawChopped,
    RawSliced,
    RawDiced,
    Fried,
    FriedChopped,
    FriedSliced,
    FriedDiced,
    Roasted,
    RoastedChopped,
    RoastedSliced,
    RoastedDiced,
    Grilled,
    GrilledChopped,
    GrilledSliced,
    GrilledDiced,
    Burned,
    BurnedChopped,
    BurnedSliced,
    BurnedDiced,
}
