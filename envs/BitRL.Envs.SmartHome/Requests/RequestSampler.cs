using BitRL.Envs.SmartHome.Goals;
using BitRL.Envs.SmartHome.Home;
using BitRL.Envs.SmartHome.Stepping;

namespace BitRL.Envs.SmartHome.Requests;

/// <summary>Draws requests and works out what they mean.</summary>
internal static class RequestSampler
{
    // Lux. Below it nobody asks for less light; and relative requests refer to at least the second.
    private const double LeastLightToDim = 30;
    private const double LeastReference = 20;

    /// <summary>Draws a request.</summary>
    /// <param name="random">Advanced.</param>
    /// <param name="conditions">Who is where, and daylight.</param>
    /// <param name="lamps">The lamps when it is said.</param>
    /// <param name="wordings">Which sentences may be used.</param>
    /// <param name="request">What was drawn.</param>
    /// <returns>False where nobody would say it in this home at this moment.</returns>
    public static bool TryNext(ref HomeRandom random, in HomeConditions conditions, LampStates lamps, Wordings wordings, out Request request)
    {
        RequestFamily family = NextFamily(ref random);
        var kinds = Phrasings.Of(family);
        Phrasing phrasing = kinds[random.Index(kinds.Length)];
        var sentences = phrasing.Of(wordings);
        SentenceTemplate sentence = sentences[random.Index(sentences.Length)];
        var room = (Room)random.Index(HomeLayout.RoomCount);
        int roomWord = random.Index(HomeLayout.RoomWords[(int)room].Length);
        var words = new RequestWords(
            room, roomWord, random.Index(Activity.All.Length), random.Index(HomeLayout.Lamps.Length), 1 + random.Index(HomeLayout.MaxLevel));
        Goal? goal = family switch
        {
            RequestFamily.ActivityInRoom => ForActivity(phrasing.Kind, Activity.All[words.Activity], room, conditions, lamps),
            RequestFamily.ActivityHere => ForActivity(phrasing.Kind, Activity.All[words.Activity], Activity.All[words.Activity].UsualRoom ?? conditions.Speaker, conditions, lamps),
            RequestFamily.Relative => ForChange(phrasing.Kind, room, conditions, lamps),
            RequestFamily.RelativeHere => ForChange(phrasing.Kind, conditions.Speaker, conditions, lamps),
            RequestFamily.Lamp => ForLamp(phrasing.Kind, words.Lamp, words.Level),
            _ => ForHome(phrasing.Kind, room, conditions),
        };
        request = new Request(goal ?? default, family, phrasing.Kind, sentence, words);
        return goal is not null;
    }

    private static RequestFamily NextFamily(ref HomeRandom random)
    {
        double draw = random.NextUnit();
        foreach ((RequestFamily family, double probability) in Phrasings.Families)
        {
            if (draw < probability)
            {
                return family;
            }

            draw -= probability;
        }

        // Only where rounding left the probabilities a hair below 1.
        return RequestFamily.Home;
    }

    private static Goal? ForActivity(RequestKind kind, Activity activity, Room room, in HomeConditions conditions, LampStates lamps)
    {
        int scope = HomeLayout.LampsOf(room);
        if (kind == RequestKind.BrighterFor && (activity.IsDark || conditions.Lux(room, lamps) >= activity.LowLux))
        {
            return null;
        }

        if (activity.IsDark)
        {
            return new Goal(scope, GoalTerm.Off(scope));
        }

        GoalTerm lux = GoalTerm.Lux(room, activity.LowLux, activity.HighLux);
        return activity.Colors == Activity.AnyColor ? new Goal(scope, lux) : new Goal(scope, lux, GoalTerm.Color(room, activity.Colors));
    }

    private static Goal? ForChange(RequestKind kind, Room room, in HomeConditions conditions, LampStates lamps)
    {
        int scope = HomeLayout.LampsOf(room);
        double lux = conditions.Lux(room, lamps);
        double reference = Math.Max(lux, LeastReference);
        if (kind == RequestKind.Warm)
        {
            return lamps.LevelSum(scope) == 0
                ? null
                : new Goal(scope, GoalTerm.Lux(room, 0.7 * reference, 1.3 * reference), GoalTerm.Color(room, 1 << (int)LightColor.Warm));
        }

        if (kind is RequestKind.Darker or RequestKind.BitDarker && lux < LeastLightToDim)
        {
            return null;
        }

        (double low, double high) = kind switch
        {
            RequestKind.Brighter => (1.5, 5.0),
            RequestKind.BitBrighter => (1.15, 2.0),
            RequestKind.Darker => (0.0, 0.7),
            _ => (0.45, 0.9),
        };
        return new Goal(scope, GoalTerm.Lux(room, low * reference, high * reference));
    }

    private static Goal ForLamp(RequestKind kind, int lamp, int level) => new(1 << lamp, kind switch
    {
        RequestKind.LampOff => GoalTerm.AtLevel(lamp, 0),
        RequestKind.LampOn => GoalTerm.On(lamp),
        _ => GoalTerm.AtLevel(lamp, level),
    });

    private static Goal? ForHome(RequestKind kind, Room room, in HomeConditions conditions)
    {
        int scope = kind switch
        {
            RequestKind.AllOff => HomeLayout.AllLamps,
            RequestKind.AllOffExcept => HomeLayout.AllLamps & ~HomeLayout.LampsOf(room),
            _ => LampsInEmptyRooms(conditions),
        };
        return scope == 0 ? null : new Goal(scope, GoalTerm.Off(scope));
    }

    private static int LampsInEmptyRooms(in HomeConditions conditions)
    {
        int lamps = 0;
        for (int room = 0; room < HomeLayout.RoomCount; room++)
        {
            lamps |= conditions.IsOccupied((Room)room) ? 0 : HomeLayout.LampsOf((Room)room);
        }

        return lamps;
    }
}
