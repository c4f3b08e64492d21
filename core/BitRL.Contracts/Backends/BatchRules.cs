namespace BitRL.Contracts.Backends;

/// <summary>What a batch must be before a device takes it.</summary>
internal static class BatchRules
{
    /// <summary>It fits, has no negative ids, and its sequences follow each other without gaps.</summary>
    /// <exception cref="ArgumentException">It is not so.</exception>
    public static void Require(in SequenceBatch batch, int maxTokens, int maxSequences)
    {
        if (batch.Tokens.Length > maxTokens || batch.Sequences.Length > maxSequences)
        {
            throw new ArgumentException($"{batch.Tokens.Length} tokens in {batch.Sequences.Length} sequences do not fit into a batch for {maxTokens} in {maxSequences}", nameof(batch));
        }

        if (!batch.FieldOrdinals.IsEmpty)
        {
            Shapes.Count(batch.FieldOrdinals.Length, batch.Tokens.Length, "field ordinals", nameof(batch));
        }

        NotNegative(batch.Tokens, "token");
        NotNegative(batch.FieldOrdinals, "field ordinal");
        long row = 0;
        foreach (SequenceSpan sequence in batch.Sequences)
        {
            if (sequence.FirstRow != row || sequence.RowCount < 1 || sequence.PrefixStart < 0 || sequence.PrefixLength < 0
                || (long)sequence.PrefixLength + sequence.RowCount > int.MaxValue)
            {
                throw new ArgumentException($"{sequence} is not valid: sequences follow each other without gaps (the next row is {row}), have at least 1 row, and no negative prefix", nameof(batch));
            }

            row += sequence.RowCount;
        }

        Shapes.Count(row, batch.Tokens.Length, "rows in the sequence table", nameof(batch));
    }

    private static void NotNegative(ReadOnlySpan<int> values, string what)
    {
        foreach (int value in values)
        {
            if (value < 0)
            {
                throw new ArgumentException($"the batch has the {what} {value}; it must not be negative");
            }
        }
    }
}
