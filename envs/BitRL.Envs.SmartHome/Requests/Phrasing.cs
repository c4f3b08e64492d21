using System.Collections.Immutable;
using System.Text.Json;

namespace BitRL.Envs.SmartHome.Requests;

/// <summary>The sentences of one kind of request. In braces: room, np and vp (of an activity), lamp, percent.</summary>
/// <param name="Family">What it is about.</param>
/// <param name="Kind">What it wants.</param>
/// <param name="Training">Sentences to train with.</param>
/// <param name="HeldOut">Sentences to evaluate with.</param>
internal sealed record Phrasing(RequestFamily Family, RequestKind Kind, ImmutableArray<SentenceTemplate> Training, ImmutableArray<SentenceTemplate> HeldOut)
{
    /// <summary>What to call it: <c>brighter</c>, or <c>brighter_here</c> where no room is named.</summary>
    public string Name { get; } =
        JsonNamingPolicy.SnakeCaseLower.ConvertName(Kind.ToString()) + (Family is RequestFamily.ActivityHere or RequestFamily.RelativeHere ? "_here" : "");

    /// <summary>The sentences that some wordings allow.</summary>
    public ImmutableArray<SentenceTemplate> Of(Wordings wordings) => wordings switch
    {
        Wordings.Train => Training,
        Wordings.HeldOut => HeldOut,
        _ => Both,
    };

    private ImmutableArray<SentenceTemplate> Both { get; } = Training.AddRange(HeldOut);
}
