namespace BitRL.Model.Tokenizer;

/// <summary>The field index of decision record 0004: which field of its line a token belongs to, from the token ids alone.</summary>
public static class FieldOrdinals
{
    /// <summary>Counts, for each token, the separators before it in its line: fraction tokens, commas and semicolons.</summary>
    /// <param name="tokens">Ids of a part of a text, from its start; of a tokenizer with number tokens.</param>
    /// <param name="tableSize">Rows of the field table, at least 1; the count is capped at this minus 1.</param>
    /// <param name="ordinals">One a token; overwritten.</param>
    /// <exception cref="ArgumentException"><paramref name="ordinals"/> is shorter than <paramref name="tokens"/>.</exception>
    public static void Compute(ReadOnlySpan<int> tokens, int tableSize, Span<int> ordinals)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tableSize, 1);
        if (ordinals.Length < tokens.Length)
        {
            throw new ArgumentException($"room for {ordinals.Length} ordinals of {tokens.Length} tokens", nameof(ordinals));
        }

        int separators = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            ordinals[i] = Math.Min(separators, tableSize - 1);
            separators = tokens[i] switch
            {
                '\n' => 0,
                ',' or ';' => separators + 1,
                _ when NumberTokenizer.IsFraction(tokens[i]) => separators + 1,
                _ => separators,
            };
        }
    }
}
