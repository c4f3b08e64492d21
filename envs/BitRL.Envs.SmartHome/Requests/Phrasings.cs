using System.Collections.Immutable;

namespace BitRL.Envs.SmartHome.Requests;

/// <summary>Every sentence that a resident can say. No held-out sentence has a word that training never has (a test says so).</summary>
internal static class Phrasings
{
    /// <summary>Families with their probabilities.</summary>
    public static readonly ImmutableArray<(RequestFamily Family, double Probability)> Families =
    [
        (RequestFamily.ActivityInRoom, 0.35),
        (RequestFamily.ActivityHere, 0.20),
        (RequestFamily.Relative, 0.15),
        (RequestFamily.RelativeHere, 0.05),
        (RequestFamily.Lamp, 0.15),
        (RequestFamily.Home, 0.10),
    ];

    /// <summary>All kinds of requests.</summary>
    public static readonly ImmutableArray<Phrasing> All =
    [
        Make(RequestFamily.ActivityInRoom, RequestKind.Activity,
            ["make the {room} ready for {np}", "i want to {vp} in the {room}", "set up the {room} for {np} please", "we are going to {vp} in the {room}"],
            ["please make the {room} ready for {np}", "i am going to {vp} in the {room} now"]),
        Make(RequestFamily.ActivityInRoom, RequestKind.BrighterFor, ["make the {room} brighter for {np}"], ["i want more light in the {room} for {np}"]),
        Make(RequestFamily.ActivityHere, RequestKind.Activity,
            ["i want to {vp}", "it is time for {np}", "i am going to {vp} now"],
            ["we are going to {vp} now", "make it ready for {np} please"]),
        Make(RequestFamily.Relative, RequestKind.Brighter,
            ["make the {room} brighter", "it is too dark in the {room}", "more light in the {room} please"], ["i want more light in the {room}"]),
        Make(RequestFamily.Relative, RequestKind.BitBrighter, ["make the {room} a bit brighter", "a little more light in the {room}"], ["i want a bit more light in the {room}"]),
        Make(RequestFamily.Relative, RequestKind.Darker, ["make the {room} darker", "it is too bright in the {room}", "dim the {room}"], ["i want it darker in the {room}"]),
        Make(RequestFamily.Relative, RequestKind.BitDarker, ["dim the {room} a little", "make the {room} a bit darker"], ["make it a little darker in the {room}"]),
        Make(RequestFamily.Relative, RequestKind.Warm, ["warm light in the {room} please", "make the light in the {room} warm"], ["i want warm light in the {room}"]),
        Make(RequestFamily.RelativeHere, RequestKind.Brighter, ["it is too dark in here", "more light please"], ["i want more light here"]),
        Make(RequestFamily.RelativeHere, RequestKind.Darker, ["it is too bright in here", "dim the lights here"], ["make it darker here"]),
        Make(RequestFamily.Lamp, RequestKind.LampOff, ["turn off the {light}", "switch the {light} off"], ["i want the {light} off"]),
        Make(RequestFamily.Lamp, RequestKind.LampOn, ["turn on the {light}", "switch the {light} on"], ["i want the {light} on"]),
        Make(RequestFamily.Lamp, RequestKind.LampSet,
            ["set the {light} to {pct} percent", "turn the {light} to {pct} percent"], ["i want the {light} on {pct} percent"]),
        Make(RequestFamily.Home, RequestKind.AllOff,
            ["turn off everything", "all lights off please", "i am leaving", "good night"], ["switch everything off now"]),
        Make(RequestFamily.Home, RequestKind.AllOffExcept,
            ["turn off everything except the {room}", "all lights off but keep the {room}"], ["switch off everything but the {room}"]),
        Make(RequestFamily.Home, RequestKind.EmptyRoomsOff,
            ["turn off the lights where nobody is", "switch off the light in empty rooms"], ["all lights off in empty rooms please"]),
    ];

    private static readonly ImmutableArray<ImmutableArray<Phrasing>> ByFamily = [.. Families.Select(pair => All.Where(phrasing => phrasing.Family == pair.Family).ToImmutableArray())];

    /// <summary>Names of <see cref="All"/>, in its order; each is one only.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(phrasing => phrasing.Name)];

    /// <summary>The place in <see cref="All"/> of a kind of request.</summary>
    public static int IndexOf(RequestFamily family, RequestKind kind)
    {
        int place = 0;
        while (All[place].Family != family || All[place].Kind != kind)
        {
            place++;
        }

        return place;
    }

    /// <summary>The kinds of a family.</summary>
    public static ImmutableArray<Phrasing> Of(RequestFamily family) => ByFamily[(int)family];

    private static Phrasing Make(RequestFamily family, RequestKind kind, string[] training, string[] heldOut) =>
        new(family, kind, [.. training.Select(SentenceTemplate.Parse)], [.. heldOut.Select(SentenceTemplate.Parse)]);
}
