namespace BitRL.Model.Pretraining.Corpus.Homes;

/// <summary>What a sentence wants of the lamps of a home.</summary>
internal enum HomeIntentKind
{
    Prepare,
    Brighter,
    BitBrighter,
    Darker,
    BitDarker,
    Warm,
    LampOff,
    LampOn,
    LampSet,
    AllOff,
    AllOffExcept,
    EmptyOff,
}
