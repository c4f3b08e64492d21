namespace BitRL.Envs.SmartHome.Goals;

/// <summary>What a term of a goal asks for.</summary>
internal enum TermKind
{
    /// <summary>No term: a goal has one or two.</summary>
    None,

    /// <summary>Illuminance of a room within bounds.</summary>
    Lux,

    /// <summary>Lamp light of a room in allowed colour temperatures.</summary>
    Color,

    /// <summary>Lamps off.</summary>
    Off,

    /// <summary>A lamp at a level.</summary>
    Level,

    /// <summary>A lamp on at any level.</summary>
    On,
}
