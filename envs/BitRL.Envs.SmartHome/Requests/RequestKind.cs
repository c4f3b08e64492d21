namespace BitRL.Envs.SmartHome.Requests;

/// <summary>What a request wants, within its family.</summary>
internal enum RequestKind
{
    /// <summary>Light for an activity.</summary>
    Activity,

    /// <summary>More light for an activity; said only where it is too dark for it.</summary>
    BrighterFor,

    /// <summary>At least half as much light again.</summary>
    Brighter,

    /// <summary>A little more light.</summary>
    BitBrighter,

    /// <summary>Less light.</summary>
    Darker,

    /// <summary>A little less light.</summary>
    BitDarker,

    /// <summary>Warm light, about as bright as it is.</summary>
    Warm,

    /// <summary>A lamp off.</summary>
    LampOff,

    /// <summary>A lamp on.</summary>
    LampOn,

    /// <summary>A lamp at a level.</summary>
    LampSet,

    /// <summary>Everything off.</summary>
    AllOff,

    /// <summary>Everything off but a room.</summary>
    AllOffExcept,

    /// <summary>Everything off where nobody is.</summary>
    EmptyRoomsOff,
}
