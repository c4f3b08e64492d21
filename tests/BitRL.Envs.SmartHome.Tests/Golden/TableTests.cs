using System.Text.Json;
using BitRL.Envs.SmartHome.Home;
using BitRL.Envs.SmartHome.Requests;
using Shouldly;

namespace BitRL.Envs.SmartHome.Tests.Golden;

/// <summary>Every table of the reference implementation is ours too.</summary>
public sealed class TableTests
{
    private static readonly JsonElement Tables = JsonDocument.Parse(GoldenFile.ReadTables()).RootElement;

    private static readonly Dictionary<RequestFamily, string> Families = new()
    {
        [RequestFamily.ActivityInRoom] = "activity_room",
        [RequestFamily.ActivityHere] = "activity_here",
        [RequestFamily.Relative] = "relative",
        [RequestFamily.RelativeHere] = "relative_here",
        [RequestFamily.Lamp] = "light",
        [RequestFamily.Home] = "all",
    };

    private static readonly Dictionary<RequestKind, string> Kinds = new()
    {
        [RequestKind.Activity] = "",
        [RequestKind.BrighterFor] = "brighter_for",
        [RequestKind.Brighter] = "brighter",
        [RequestKind.BitBrighter] = "bit_brighter",
        [RequestKind.Darker] = "darker",
        [RequestKind.BitDarker] = "bit_darker",
        [RequestKind.Warm] = "warm",
        [RequestKind.LampOff] = "off",
        [RequestKind.LampOn] = "on",
        [RequestKind.LampSet] = "set",
        [RequestKind.AllOff] = "off",
        [RequestKind.AllOffExcept] = "except",
        [RequestKind.EmptyRoomsOff] = "empty",
    };

    [Fact]
    public void TheLampsAreTheSame()
    {
        JsonElement lights = Tables.GetProperty("lights");
        lights.GetArrayLength().ShouldBe(HomeLayout.Lamps.Length);
        for (int i = 0; i < HomeLayout.Lamps.Length; i++)
        {
            Lamp lamp = HomeLayout.Lamps[i];
            (lamp.Id, RoomId(lamp.Room), lamp.SpokenName, lamp.Lux, lamp.Watts).ShouldBe((
                lights[i].GetProperty("id").GetString()!, lights[i].GetProperty("room").GetString()!, lights[i].GetProperty("spoken").GetString()!,
                lights[i].GetProperty("lux_full").GetInt32(), lights[i].GetProperty("watts_full").GetInt32()));
        }

        HomeLayout.MaxWatts.ShouldBe(164);
    }

    [Fact]
    public void TheRoomsAreTheSame()
    {
        for (int i = 0; i < HomeLayout.RoomCount; i++)
        {
            string id = RoomId((Room)i);
            Tables.GetProperty("rooms")[i].GetString().ShouldBe(id);
            HomeLayout.DaylightFactor((Room)i).ShouldBe(Tables.GetProperty("daylight_factor").GetProperty(id).GetDouble());
            HomeLayout.RoomWords[i].ShouldBe(Strings(Tables.GetProperty("room_words").GetProperty(id)));
        }
    }

    [Fact]
    public void TheActivitiesAreTheSame()
    {
        JsonElement activities = Tables.GetProperty("activities");
        activities.EnumerateObject().Count().ShouldBe(Activity.All.Length);
        foreach (Activity activity in Activity.All)
        {
            JsonElement row = activities.GetProperty(activity.Id);
            (activity.NounPhrase, activity.VerbPhrase).ShouldBe((row.GetProperty("noun_phrase").GetString()!, row.GetProperty("verb_phrase").GetString()!));
            (activity.UsualRoom is { } room ? RoomId(room) : null).ShouldBe(row.GetProperty("default_room").GetString());
            activity.IsDark.ShouldBe(row.GetProperty("off").GetBoolean());
            if (!activity.IsDark)
            {
                (activity.LowLux, activity.HighLux).ShouldBe((row.GetProperty("lux_lo").GetDouble(), row.GetProperty("lux_hi").GetDouble()));
                activity.Colors.ShouldBe(row.GetProperty("cct_allowed").EnumerateArray().Sum(color => 1 << color.GetInt32()));
            }
        }
    }

    [Fact]
    public void ThePhrasingsAreTheSame()
    {
        foreach (Phrasing phrasing in Phrasings.All)
        {
            JsonElement row = Tables.GetProperty("templates").GetProperty(Families[phrasing.Family]).GetProperty(Kinds[phrasing.Kind]);
            phrasing.Training.Select(sentence => sentence.Text).ShouldBe(Strings(row.GetProperty("train")));
            phrasing.HeldOut.Select(sentence => sentence.Text).ShouldBe(Strings(row.GetProperty("test")));
        }

        Tables.GetProperty("templates").EnumerateObject().Sum(family => family.Value.EnumerateObject().Count()).ShouldBe(Phrasings.All.Length);
    }

    [Fact]
    public void TheProbabilitiesAreTheSame()
    {
        foreach ((RequestFamily family, double probability) in Phrasings.Families)
        {
            probability.ShouldBe(Tables.GetProperty("family_weights").GetProperty(Families[family]).GetDouble());
        }
    }

    private static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    private static string RoomId(Room room) => JsonNamingPolicy.SnakeCaseLower.ConvertName(room.ToString());
}
