using System.Collections.Immutable;
using BitRL.Envs.SmartHome.Home;

namespace BitRL.Envs.SmartHome.Stepping;

/// <summary>Actions as Home Assistant would be called: the step from the simulator to a home.</summary>
internal static class ServiceCalls
{
    private static readonly ImmutableArray<string> Levels = ["off", "25", "50", "75", "100"];
    private static readonly ImmutableArray<string> Colors = ["warm", "neutral", "cool"];

    /// <summary>Short names by action: <c>desk_lamp_off</c>, <c>desk_lamp_75</c>, <c>desk_lamp_warm</c>, <c>done</c>.</summary>
    public static readonly ImmutableArray<string> Names =
        [.. HomeLayout.Lamps.SelectMany(lamp => Levels.Concat(Colors).Select(call => $"{lamp.Id}_{call}")), "done"];

    /// <summary>The service call of an action, as <c>service entity_id=… attribute=…</c>; null for done. A colour call leaves a lamp that is off alone until it is switched on.</summary>
    public static string? Describe(int action)
    {
        if (action == HomeEpisode.Done)
        {
            return null;
        }

        (int lamp, int call) = Math.DivRem(action, HomeEpisode.ActionsPerLamp);
        string entity = $"entity_id=light.{HomeLayout.Lamps[lamp].Id}";
        return call == 0 ? $"light.turn_off {entity}"
            : call <= HomeLayout.MaxLevel ? $"light.turn_on {entity} brightness_pct={25 * call}"
            : $"light.turn_on {entity} color_temp_kelvin={HomeLayout.Kelvin[call - HomeLayout.MaxLevel - 1]}";
    }
}
