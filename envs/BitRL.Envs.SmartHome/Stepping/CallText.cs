using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using BitRL.Contracts.Observations;
using BitRL.Envs.SmartHome.Home;

namespace BitRL.Envs.SmartHome.Stepping;

/// <summary>What an action says: the lamp with the reading that it would have, as the observation says readings. 151 different texts, so a memo answers nearly all.</summary>
internal static class CallText
{
    /// <summary>Upper bound of a text, in bytes, in any style.</summary>
    public const int MaxBytes = 64;

    /// <summary>Numbers for a learner that reads no text: the lamp, its level, whether off, its colour, whether anything would change, whether it is done.</summary>
    public const int FeatureSize = 10 + 1 + 1 + HomeLayout.ColorCount + 1 + 1;

    private const int Readings = (HomeLayout.MaxLevel + 1) * HomeLayout.ColorCount;

    private static readonly ImmutableArray<byte[]> Lines = Make((lamp, reading) => $"{lamp}={reading}\n", "done\n");

    private static readonly ImmutableArray<byte[]> JsonLines = Make((lamp, reading) => $"{{\"{lamp}\":\"{reading}\"}}\n", "{\"done\":\"yes\"}\n");

    /// <summary>Writes one line.</summary>
    /// <param name="lamps">The lamps before the action.</param>
    /// <param name="action">The action.</param>
    /// <param name="style">JSON is one object; the other styles are the same.</param>
    /// <param name="destination">At least <see cref="MaxBytes"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(LampStates lamps, int action, TextStyle style, Span<byte> destination)
    {
        byte[] line = (style == TextStyle.Json ? JsonLines : Lines)[Number(lamps, action)];
        line.CopyTo(destination);
        return line.Length;
    }

    /// <summary>Copies the numbers.</summary>
    public static void CopyFeatures(LampStates lamps, int action, Span<float> destination)
    {
        destination[..FeatureSize].Clear();
        if (action == HomeEpisode.Done)
        {
            destination[FeatureSize - 1] = 1;
            return;
        }

        int lamp = action / HomeEpisode.ActionsPerLamp;
        LampStates after = HomeEpisode.Apply(lamps, action);
        destination[lamp] = 1;
        Span<float> rest = destination[HomeLayout.Lamps.Length..];
        rest[0] = after.Level(lamp) / (float)HomeLayout.MaxLevel;
        rest[1] = after.Level(lamp) == 0 ? 1 : 0;
        rest[2 + (int)after.Color(lamp)] = 1;
        rest[2 + HomeLayout.ColorCount] = after == lamps ? 0 : 1;
    }

    private static int Number(LampStates lamps, int action)
    {
        if (action == HomeEpisode.Done)
        {
            return Lines.Length - 1;
        }

        int lamp = action / HomeEpisode.ActionsPerLamp;
        LampStates after = HomeEpisode.Apply(lamps, action);
        return (lamp * Readings) + (after.Level(lamp) * HomeLayout.ColorCount) + (int)after.Color(lamp);
    }

    private static ImmutableArray<byte[]> Make(Func<string, string, string> say, string done) =>
    [
        .. HomeLayout.Lamps.SelectMany(lamp => Enum.GetNames<LampReading>().Select(reading => Encoding.UTF8.GetBytes(say(lamp.Id, JsonNamingPolicy.SnakeCaseLower.ConvertName(reading))))),
        Encoding.UTF8.GetBytes(done),
    ];
}
