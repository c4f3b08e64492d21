namespace BitRL.Envs.SmartHome.Stepping;

/// <summary>Level and colour temperature of a lamp in one word: 3 · level + colour. Low is 25%, half 50%, high 75%, full 100%.</summary>
internal enum LampReading
{
    OffWarm,
    OffNeutral,
    OffCool,
    LowWarm,
    LowNeutral,
    LowCool,
    HalfWarm,
    HalfNeutral,
    HalfCool,
    HighWarm,
    HighNeutral,
    HighCool,
    FullWarm,
    FullNeutral,
    FullCool,
}
