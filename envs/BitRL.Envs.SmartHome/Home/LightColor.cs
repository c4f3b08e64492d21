namespace BitRL.Envs.SmartHome.Home;

/// <summary>Colour temperature of a lamp: 2700, 4000 or 6500 K. Lamps remember it while they are off.</summary>
internal enum LightColor
{
    Warm,
    Neutral,
    Cool,
}
