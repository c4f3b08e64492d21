namespace BitRL.Envs.SmartHome.Home;

/// <summary>The sun at latitude 48° and the light of the sky (IES coefficients of diffuse horizontal illuminance).</summary>
internal static class Daylight
{
    // Factors as the reference takes them; x · π / 180, as double.DegreesToRadians has it, rounds otherwise.
    private const double Radian = Math.PI / 180;
    private const double Degree = 180 / Math.PI;
    private const double Latitude = 48 * Radian;
    private const double Tilt = 23.44 * Radian;

    /// <summary>Solar elevation, degrees.</summary>
    /// <param name="hour">Solar time, 0 to 24.</param>
    /// <param name="dayOfYear">1 to 365.</param>
    public static double Elevation(double hour, int dayOfYear)
    {
        double declination = Tilt * Math.Sin(2 * Math.PI * (284 + dayOfYear) / 365.0);
        double angle = 15.0 * (hour - 12.0) * Radian;
        double sine = (Math.Sin(Latitude) * Math.Sin(declination)) + (Math.Cos(Latitude) * Math.Cos(declination) * Math.Cos(angle));
        return Math.Asin(sine) * Degree;
    }

    /// <summary>Outdoor illuminance, lux; 0 at night.</summary>
    /// <param name="elevation">Of the sun, degrees.</param>
    /// <param name="sky">Clouds.</param>
    public static double OutdoorLux(double elevation, Sky sky)
    {
        if (elevation <= 0)
        {
            return 0;
        }

        double sine = Math.Sin(elevation * Radian);
        return sky switch
        {
            Sky.Clear => 800 + (15_500 * Math.Sqrt(sine)),
            Sky.PartlyCloudy => 300 + (45_000 * sine),
            _ => 300 + (21_000 * sine),
        };
    }
}
