using System.Collections.Immutable;

namespace BitRL.Model.Pretraining.Probing;

/// <summary>One recorded observation.</summary>
/// <param name="Episode">The episode or trajectory it comes from: the unit by which probes split.</param>
/// <param name="Text">As the backbone reads it: static part, per-episode part where there is one, then step part, each a line.</param>
/// <param name="Values">The numbers behind the text, unrounded.</param>
public sealed record ProbeSample(int Episode, string Text, ImmutableArray<double> Values)
{
    /// <summary>Where the step part begins in <see cref="Text"/>: at its last line.</summary>
    public int StepStart => Text.TrimEnd('\n').LastIndexOf('\n') + 1;
}
