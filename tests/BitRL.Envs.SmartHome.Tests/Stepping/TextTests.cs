using System.Text;
using System.Text.Json;
using BitRL.Contracts.Observations;
using BitRL.Envs.SmartHome.Requests;
using BitRL.Envs.SmartHome.Stepping;
using BitRL.Envs.SmartHome.Tests.Golden;
using Shouldly;

namespace BitRL.Envs.SmartHome.Tests.Stepping;

/// <summary>What the backbone reads, word for word.</summary>
public sealed class TextTests
{
    [Fact]
    public void TheFirstRecordedHomeReads()
    {
        (string episode, string step) = Write(TextStyle.Compact);
        episode.ShouldBe(
            "request=\"i am going to sleep in the living room now\" speaker=bedroom living_room_occupancy=no kitchen_occupancy=no bedroom_occupancy=yes bathroom_occupancy=yes "
            + "study_occupancy=no hallway_occupancy=yes weather=partly_cloudy hour=9.75 sun_elevation=25\n");
        step.ShouldBe(
            "living_room_ceiling=half_warm floor_lamp=off_warm kitchen_ceiling=off_cool counter_light=off_warm bedroom_ceiling=off_neutral bedside_lamp=off_neutral "
            + "mirror_light=low_warm study_ceiling=low_cool desk_lamp=full_warm hallway_light=off_cool living_room_illuminance=3.95 kitchen_illuminance=2.36 bedroom_illuminance=1.97 "
            + "bathroom_illuminance=1.79 study_illuminance=7.50 hallway_illuminance=0.20 calls=0\n");
    }

    [Fact]
    public void AsJsonItIsAnObjectALine()
    {
        (string episode, string step) = Write(TextStyle.Json);
        JsonDocument.Parse(episode).RootElement.GetProperty("request").GetString().ShouldBe("i am going to sleep in the living room now");
        JsonDocument.Parse(step).RootElement.GetProperty("desk_lamp").GetString().ShouldBe("full_warm");
    }

    [Fact]
    public void AsASentenceItIsEnglish() => Write(TextStyle.Sentence).Step.ShouldStartWith("living room ceiling light half_warm, floor lamp off_warm, ");

    /// <summary>A range that is too narrow would hide part of the state.</summary>
    [Fact]
    public void NoDrawnStateIsClamped()
    {
        for (ulong seed = 0; seed < 3_000; seed++)
        {
            var random = new HomeRandom(seed);
            HomeEpisode episode = HomeEpisode.Draw(ref random, Wordings.All);
            for (int room = 0; room < 6; room++)
            {
                // All lamps of a room at 100% on top of the present light is more than any action can make.
                (episode.Conditions.Lux((Home.Room)room, episode.Lamps) / 100).ShouldBeLessThan(20 - 6.2);
            }
        }
    }

    private static (string Episode, string Step) Write(TextStyle style)
    {
        var environment = new SmartHomeEnvironment(1, Wordings.Train);
        environment.ReadRecording(GoldenFile.ReadEpisodes()[0])[0].Restart(0, new LargestErrors());
        byte[] text = new byte[4096];
        string episode = Encoding.UTF8.GetString(text, 0, environment.WriteEpisode(0, style, text));
        return (episode, Encoding.UTF8.GetString(text, 0, environment.WriteStep(0, style, text)));
    }
}
