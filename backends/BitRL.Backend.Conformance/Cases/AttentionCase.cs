using BitRL.Backend.Conformance.Oracle;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance.Cases;

/// <summary>Causal grouped-query attention over ragged batches, with and without cached prefixes.</summary>
internal sealed class AttentionCase(int heads, int keyValueHeads, int headSize, int[] lengths, (int Start, int Length)[] prefixes, double size)
    : ConformanceCase("attention", $"{heads}/{keyValueHeads} heads of {headSize}, lengths {string.Join('+', lengths)}, prefixes {string.Join('+', prefixes.Select(prefix => prefix.Length))}, size {size:g}", Tolerances.Attention)
{
    private const int Slots = 90;

    public static IEnumerable<ConformanceCase> All { get; } =
    [
        new AttentionCase(4, 4, 32, [14], [], 1),
        new AttentionCase(4, 4, 32, [1, 14, 50, 3], [], 1),
        new AttentionCase(4, 2, 64, [7, 16, 17], [(0, 12)], 1),
        new AttentionCase(20, 5, 128, [5, 1], [(3, 40), (50, 31)], 1),
        new AttentionCase(6, 1, 10, [9, 33], [(0, 0), (70, 20)], 1),
        new AttentionCase(2, 2, 32, [20, 8], [(0, 64)], 4),
        new AttentionCase(3, 3, 2, [4], [(0, 1)], 1),
    ];

    private protected override double MaxError(Bench bench)
    {
        SequenceSpan[] sequences = Inputs.Sequences(lengths, prefixes);
        int rows = lengths.Sum();
        int width = heads * headSize;
        int keyValueWidth = keyValueHeads * headSize;
        AttentionOracle oracle = new()
        {
            Heads = heads,
            KeyValueHeads = keyValueHeads,
            HeadSize = headSize,
            Query = Inputs.Normal(15, rows * width, size),
            Key = Inputs.Normal(16, rows * keyValueWidth, size),
            Value = Inputs.Normal(17, rows * keyValueWidth, 1),
            PrefixKey = Inputs.Normal(18, Slots * keyValueWidth, size),
            PrefixValue = Inputs.Normal(19, Slots * keyValueWidth, 1),
        };
        var output = bench.Tensor(rows + 2, width);
        bench.Queue.Attention(bench.Batch(sequences), new AttentionArguments
        {
            Query = bench.Tensor(oracle.Query, width),
            Key = bench.Tensor(oracle.Key, keyValueWidth),
            Value = bench.Tensor(oracle.Value, keyValueWidth),
            PrefixKey = prefixes.Length == 0 ? null : bench.Tensor(oracle.PrefixKey, keyValueWidth),
            PrefixValue = prefixes.Length == 0 ? null : bench.Tensor(oracle.PrefixValue, keyValueWidth),
            Output = output,
            Heads = heads,
            KeyValueHeads = keyValueHeads,
            HeadSize = headSize,
        });
        return Errors.RelativeToLargest(bench.Read(output, rows), oracle.Attend(sequences));
    }
}
