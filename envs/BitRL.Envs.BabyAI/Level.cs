using System.Collections.Immutable;

namespace BitRL.Envs.BabyAI;

/// <summary>What tells one level from another.</summary>
/// <param name="Id">Name with version.</param>
/// <param name="Description">One line for people.</param>
/// <param name="Distractors">Objects beside the red ball.</param>
/// <param name="AreGrey">Whether the distractors are all grey in the end.</param>
internal sealed record Level(string Id, string Description, int Distractors, bool AreGrey)
{
    /// <summary>All levels.</summary>
    public static ImmutableArray<Level> All { get; } =
    [
        new("BabyAI-GoToRedBall-v0", "Find the red ball among things of any colour and face it", 7, AreGrey: false),
        new("BabyAI-GoToRedBallGrey-v0", "Find the red ball among grey things and face it", 7, AreGrey: true),
        new("BabyAI-GoToRedBallNoDists-v0", "Find the red ball in an empty room and face it", 0, AreGrey: false),
    ];
}
