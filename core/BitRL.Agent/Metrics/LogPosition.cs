namespace BitRL.Agent.Metrics;

/// <summary>How long the files of a <see cref="RunLog"/> are, in bytes: a resumed run cuts them back to that.</summary>
/// <param name="Metrics">metrics.csv.</param>
/// <param name="Episodes">episodes.csv.</param>
/// <param name="Evaluations">evaluations.csv.</param>
/// <param name="Events">The TensorBoard file.</param>
internal readonly record struct LogPosition(long Metrics, long Episodes, long Evaluations, long Events)
{
    public void Save(BinaryWriter writer)
    {
        writer.Write(Metrics);
        writer.Write(Episodes);
        writer.Write(Evaluations);
        writer.Write(Events);
    }

    public static LogPosition Load(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
}
