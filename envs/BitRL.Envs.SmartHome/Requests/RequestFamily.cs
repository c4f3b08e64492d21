namespace BitRL.Envs.SmartHome.Requests;

/// <summary>What a request is about.</summary>
internal enum RequestFamily
{
    /// <summary>An activity in a named room.</summary>
    ActivityInRoom,

    /// <summary>An activity in its usual room, or where it is spoken of.</summary>
    ActivityHere,

    /// <summary>A change of the light in a named room.</summary>
    Relative,

    /// <summary>A change of the light where it is spoken of.</summary>
    RelativeHere,

    /// <summary>One named lamp.</summary>
    Lamp,

    /// <summary>Many rooms at once.</summary>
    Home,
}
