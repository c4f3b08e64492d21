namespace BitRL.Envs.SmartHome.Home;

/// <summary>State of the sky, which stays the same for an episode.</summary>
internal enum Sky
{
    Clear,
    PartlyCloudy,
    Overcast,
}
