using System.Collections.Immutable;
using System.Text;
using BitRL.Envs.SmartHome.Home;

namespace BitRL.Envs.SmartHome.Requests;

/// <summary>What goes into the places of a sentence. All words are encoded once.</summary>
/// <param name="Room">A room.</param>
/// <param name="RoomWord">Which of its names.</param>
/// <param name="Activity">Number of an activity.</param>
/// <param name="Lamp">Number of a lamp.</param>
/// <param name="Level">Level of a lamp, 1 to 4.</param>
internal readonly record struct RequestWords(Room Room, int RoomWord, int Activity, int Lamp, int Level)
{
    private static readonly ImmutableArray<ImmutableArray<byte[]>> Rooms = [.. HomeLayout.RoomWords.Select(names => names.Select(Bytes).ToImmutableArray())];
    private static readonly ImmutableArray<byte[]> NounPhrases = [.. Requests.Activity.All.Select(activity => Bytes(activity.NounPhrase))];
    private static readonly ImmutableArray<byte[]> VerbPhrases = [.. Requests.Activity.All.Select(activity => Bytes(activity.VerbPhrase))];
    private static readonly ImmutableArray<byte[]> Lamps = [.. HomeLayout.Lamps.Select(lamp => Bytes(lamp.SpokenName))];
    private static readonly ImmutableArray<byte[]> Percents = [.. Enumerable.Range(0, HomeLayout.MaxLevel + 1).Select(level => Bytes($"{25 * level}"))];

    /// <summary>The words of a place, UTF-8.</summary>
    public ReadOnlySpan<byte> this[WordPlace place] => place switch
    {
        WordPlace.Room => Rooms[(int)Room][RoomWord],
        WordPlace.NounPhrase => NounPhrases[Activity],
        WordPlace.VerbPhrase => VerbPhrases[Activity],
        WordPlace.Lamp => Lamps[Lamp],
        _ => Percents[Level],
    };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
