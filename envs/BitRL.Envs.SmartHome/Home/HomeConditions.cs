namespace BitRL.Envs.SmartHome.Home;

/// <summary>What stays the same for an episode.</summary>
/// <param name="Hour">Solar time, 0 to 24.</param>
/// <param name="DayOfYear">1 to 365.</param>
/// <param name="Sky">Clouds.</param>
/// <param name="Occupancy">Rooms with people in them: bit i is room i.</param>
/// <param name="Speaker">Where the request was spoken.</param>
internal readonly record struct HomeConditions(double Hour, int DayOfYear, Sky Sky, int Occupancy, Room Speaker)
{
    /// <summary>Solar elevation, degrees.</summary>
    public double Elevation { get; } = Daylight.Elevation(Hour, DayOfYear);

    /// <summary>Outdoor illuminance, lux.</summary>
    public double OutdoorLux { get; } = Daylight.OutdoorLux(Daylight.Elevation(Hour, DayOfYear), Sky);

    /// <summary>Whether somebody is in a room.</summary>
    public bool IsOccupied(Room room) => (Occupancy & (1 << (int)room)) != 0;

    /// <summary>Illuminance of a room by day and lamps, lux: what its sensor reports.</summary>
    public double Lux(Room room, LampStates lamps) => (OutdoorLux * HomeLayout.DaylightFactor(room)) + lamps.Lux(HomeLayout.LampsOf(room));
}
