using BitRL.Envs.SmartHome.Home;

namespace BitRL.Envs.SmartHome.Stepping;

/// <summary>The state as numbers: everything but the words. What <c>--backend mlp</c> sees.</summary>
internal static class RawObservation
{
    /// <summary>Numbers: 40 of lamps, 12 of rooms, 6 of the speaker, 5 of time, sun and steps.</summary>
    public const int Size = 63;

    private static readonly double RoomScale = Math.Log(10_001);
    private static readonly double OutdoorScale = Math.Log(100_001);

    /// <summary>Writes it.</summary>
    /// <param name="episode">The state.</param>
    /// <param name="destination">[Size], overwritten.</param>
    public static void Write(in HomeEpisode episode, Span<float> destination)
    {
        HomeConditions conditions = episode.Conditions;
        int place = 0;
        for (int lamp = 0; lamp < HomeLayout.Lamps.Length; lamp++)
        {
            destination[place++] = episode.Lamps.Level(lamp) / (float)HomeLayout.MaxLevel;
            OneHot(destination, ref place, HomeLayout.ColorCount, (int)episode.Lamps.Color(lamp));
        }

        for (int room = 0; room < HomeLayout.RoomCount; room++)
        {
            destination[place++] = conditions.IsOccupied((Room)room) ? 1 : 0;
            destination[place++] = (float)(double.LogP1(conditions.Lux((Room)room, episode.Lamps)) / RoomScale);
        }

        OneHot(destination, ref place, HomeLayout.RoomCount, (int)conditions.Speaker);
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * conditions.Hour / 24);
        destination[place++] = (float)sine;
        destination[place++] = (float)cosine;
        destination[place++] = (float)(conditions.Elevation / 90);
        destination[place++] = (float)(double.LogP1(conditions.OutdoorLux) / OutdoorScale);
        destination[place] = episode.Steps / (float)HomeEpisode.MaxSteps;
    }

    private static void OneHot(Span<float> destination, ref int place, int count, int chosen)
    {
        destination.Slice(place, count).Clear();
        destination[place + chosen] = 1;
        place += count;
    }
}
