using BitRL.Generators.Tests.Cases;

namespace BitRL.Generators.Tests.TestHost;

/// <summary>Observations of every type at and beyond the ends of their ranges.</summary>
internal static class Extremes
{
    public static readonly EveryTypeObservation Low = new(
        false, Weather.Sunny, sbyte.MinValue, 0, short.MinValue, 0, int.MinValue, 0, long.MinValue, 0, float.NegativeInfinity, double.NegativeInfinity, -1e17);

    public static readonly EveryTypeObservation High = new(
        true,
        Weather.HeavyRain,
        sbyte.MaxValue,
        byte.MaxValue,
        short.MaxValue,
        ushort.MaxValue,
        int.MaxValue,
        uint.MaxValue,
        long.MaxValue,
        ulong.MaxValue,
        float.PositiveInfinity,
        double.PositiveInfinity,
        1.5e17);
}
