using System.Collections.Frozen;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>
/// What the corpus must never say, so that the probes measure transfer: the titles and field names of the observation schemas we evaluate on
/// (classic control, MuJoCo robots, language tasks) and the openings of their instructions. Single words are free; whole names are not.
/// </summary>
internal static class HeldOut
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "x", "v", "x_dot", "theta", "theta_dot", "position", "velocity", "cart_position", "cart_velocity", "pole_angle", "pole_velocity", "angle", "angular_velocity", "spin", "tilt",
        "cos_theta", "sin_theta", "cos", "sin", "first_joint", "second_joint", "joint_velocity", "height", "pitch", "torso_angle", "torso_height", "front_thigh", "back_thigh", "front_shin", "back_shin",
        "front_foot", "back_foot", "thigh", "leg", "foot", "right_thigh", "left_thigh", "right_leg", "left_leg", "right_foot", "left_foot", "forward_velocity", "vertical_velocity",
        "mission", "utterance", "brightness", "recipe", "inventory", "direction", "carrying");

    private static readonly string[] TitleWords = ["cart", "pole", "rail", "acrobot", "pendulum", "mountain", "hopper", "cheetah", "walker", "robot", "room", "kitchen", "home", "house"];

    private static readonly string[] Openings = ["go to", "pick up", "put the", "open the", "turn on", "turn off", "make it", "i am", "take the", "cook the"];

    public static bool IsFieldName(string name) => Names.Contains(name);

    /// <summary>Whether a title is near one of ours: two of their telling words.</summary>
    public static bool IsTitle(string title) => TitleWords.Count(word => title.Contains(word, StringComparison.OrdinalIgnoreCase)) >= 2;

    public static bool IsRequest(string text) => Openings.Any(opening => text.StartsWith(opening, StringComparison.Ordinal));
}
