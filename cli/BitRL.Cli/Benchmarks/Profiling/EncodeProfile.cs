namespace BitRL.Cli.Benchmarks.Profiling;

/// <summary>Where the time of one call went: the fastest of several, which other programs disturbed least.</summary>
/// <param name="WallMs">Milliseconds of the call.</param>
/// <param name="OperationMs">Milliseconds of each <see cref="QueueOperation"/>, all queues together.</param>
/// <param name="Queues">Queues that may have run at the same time: their times add up to that many times the wall.</param>
internal sealed record EncodeProfile(double WallMs, IReadOnlyList<double> OperationMs, int Queues)
{
    /// <summary>Milliseconds of the products with ternary matrices, as far as they show in the wall time.</summary>
    public double TernaryMs => OperationMs[(int)QueueOperation.Ternary] / Queues;

    /// <summary>Everything else: other operations, the tokenizer, waiting. As a share of the products.</summary>
    public double OnTop => (WallMs - TernaryMs) / TernaryMs;

    /// <summary>Kinds of work and their milliseconds of wall time, the dearest first; what no queue accounts for is "host".</summary>
    public IEnumerable<(string Name, double Milliseconds)> Rows()
    {
        var operations = Enum.GetValues<QueueOperation>().Select(operation => (Name: operation.ToString().ToLowerInvariant(), Milliseconds: OperationMs[(int)operation] / Queues));
        double host = WallMs - (OperationMs.Sum() / Queues);
        return operations.Append((Name: "host", Milliseconds: host)).Where(row => row.Milliseconds > 0).OrderByDescending(row => row.Milliseconds);
    }
}
