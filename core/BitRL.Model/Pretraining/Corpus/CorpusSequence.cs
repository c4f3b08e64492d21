namespace BitRL.Model.Pretraining.Corpus;

/// <summary>One generated text as tokens, with what it should make the backbone say.</summary>
/// <param name="Text">The text itself, for display.</param>
/// <param name="Tokens">Token ids.</param>
/// <param name="Ordinals">Field ordinals of the tokens.</param>
/// <param name="PoolStart">First token of the step part.</param>
/// <param name="Targets">[slots, TargetCodes.Count] row-major; slots that the backbone has more are not known.</param>
/// <param name="Positions">[slots] last token of the slot's value, −1 where there is none.</param>
internal sealed record CorpusSequence(string Text, int[] Tokens, int[] Ordinals, int PoolStart, float[] Targets, int[] Positions)
{
    /// <summary>[slots] which slots have targets; null for those with a position.</summary>
    public bool[]? Known { get; init; }
}
