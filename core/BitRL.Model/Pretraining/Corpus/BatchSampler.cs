using BitRL.Contracts.Pretraining;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>
/// Makes minibatches in groups: the texts of a group are sorted by length and cut into batches, so that little is padded, and the batches are
/// shuffled. A group follows from the seed and its number alone, so training can stop and go on anywhere.
/// </summary>
internal sealed class BatchSampler(TextSampler sequences, CorpusOptions options, ulong seed, int batchSize)
{
    /// <summary>Batches a group.</summary>
    public const int GroupSize = 32;

    /// <summary>Makes the batches of steps group · GroupSize and following.</summary>
    public BackboneBatch[] Group(long group)
    {
        CorpusRandom random = CorpusRandom.Branch(seed, (ulong)group);
        int maxNumbers = MaxNumbers(group * GroupSize);
        var drawn = new CorpusSequence[GroupSize * batchSize];
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i] = sequences.Next(ref random, maxNumbers);
        }

        Array.Sort(drawn, (a, b) => a.Tokens.Length.CompareTo(b.Tokens.Length));
        var batches = new BackboneBatch[GroupSize];
        for (int i = 0; i < batches.Length; i++)
        {
            batches[i] = Pack(drawn.AsSpan(i * batchSize, batchSize), FieldSlots.CountFor(options));
        }

        random.Shuffle(batches.AsSpan());
        return batches;
    }

    /// <summary>Pads sequences to a common length.</summary>
    /// <param name="sequences">What goes into the batch.</param>
    /// <param name="slots">Slots of the backbone, at least those of each sequence.</param>
    internal static BackboneBatch Pack(ReadOnlySpan<CorpusSequence> sequences, int slots)
    {
        int count = sequences.Length;
        int length = 0;
        foreach (CorpusSequence sequence in sequences)
        {
            length = Math.Max(length, sequence.Tokens.Length);
        }

        var batch = new BackboneBatch
        {
            Sequences = count,
            Length = length,
            Tokens = new int[count * length],
            FieldOrdinals = new int[count * length],
            PoolStarts = new int[count],
            Lengths = new int[count],
            FieldTargets = new float[count * slots * TargetCodes.Count],
            FieldMask = new float[count * slots],
            ValuePositions = new int[count * slots],
        };
        Array.Fill(batch.ValuePositions, -1);
        for (int i = 0; i < count; i++)
        {
            CorpusSequence sequence = sequences[i];
            sequence.Tokens.CopyTo(batch.Tokens, i * length);
            sequence.Ordinals.CopyTo(batch.FieldOrdinals, i * length);
            batch.PoolStarts[i] = sequence.PoolStart;
            batch.Lengths[i] = sequence.Tokens.Length;
            sequence.Targets.CopyTo(batch.FieldTargets, i * slots * TargetCodes.Count);
            sequence.Positions.CopyTo(batch.ValuePositions, i * slots);
            for (int slot = 0; slot < sequence.Positions.Length; slot++)
            {
                batch.FieldMask[(i * slots) + slot] = sequence.Known?[slot] ?? sequence.Positions[slot] >= 0 ? 1 : 0;
            }
        }

        return batch;
    }

    private int MaxNumbers(long step)
    {
        double ramp = options.RampSteps == 0 ? 1 : Math.Min(1, step / (double)options.RampSteps);
        return options.InitialNumberFields + (int)((options.MaxNumberFields - options.InitialNumberFields) * ramp);
    }
}
