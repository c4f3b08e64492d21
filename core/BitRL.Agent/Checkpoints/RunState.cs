using BitRL.Agent.Candidates;
using BitRL.Agent.Metrics;
using BitRL.Agent.Training;
using BitRL.Contracts.Encoders;

namespace BitRL.Agent.Checkpoints;

/// <summary>What a run knows of itself, apart from the trainer: counters, environment copies, statistics, where its files end.</summary>
internal sealed class RunState
{
    /// <summary>Environment steps so far.</summary>
    public long Steps { get; set; }

    /// <summary>Updates so far.</summary>
    public long Updates { get; set; }

    /// <summary>Steps at which the next evaluation during training is due.</summary>
    public long NextEvaluation { get; set; }

    /// <summary>Score of the best checkpoint so far; NaN where there is none.</summary>
    public double BestScore { get; set; } = double.NaN;

    /// <summary>Mean return of the last evaluation during training; NaN where there was none.</summary>
    public double LastEvaluation { get; set; } = double.NaN;

    /// <summary>Training time so far.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>What the policy's encoder had done when the state was saved.</summary>
    public EncoderStatistics PolicyEncoder { get; private set; }

    /// <summary>The same of the critic's encoder; nothing where it shares the policy's.</summary>
    public EncoderStatistics CriticEncoder { get; private set; }

    /// <summary>What choosing among candidates had taken; nothing where the actions are always the same.</summary>
    public CandidateStatistics Candidates { get; private set; }

    /// <summary>Where the files end.</summary>
    public LogPosition Log { get; set; }

    /// <summary>Writes the state and that of the loop.</summary>
    public byte[] Save(EnvironmentLoop loop)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write(Steps);
            writer.Write(Updates);
            writer.Write(NextEvaluation);
            writer.Write(BestScore);
            writer.Write(LastEvaluation);
            writer.Write(Elapsed.Ticks);
            Log.Save(writer);
            loop.Episodes.Save(writer);
            loop.Log.Save(writer);
            Save(writer, loop.Policy.Statistics);
            Save(writer, loop.Critic?.Statistics ?? default);
            loop.Policy.Latency.Save(writer);
            if (loop.Candidates is { Statistics: var candidates })
            {
                writer.Write(candidates.Offered);
                writer.Write(candidates.Encoded);
            }
        }

        return stream.ToArray();
    }

    /// <summary>Restores the state, and of the loop what is not replayed.</summary>
    /// <param name="bytes">What <see cref="Save(EnvironmentLoop)"/> wrote.</param>
    /// <param name="loop">Not started yet.</param>
    /// <exception cref="InvalidDataException">It is not that.</exception>
    public static RunState Load(ReadOnlyMemory<byte> bytes, EnvironmentLoop loop)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes.ToArray(), writable: false));
        try
        {
            var state = new RunState
            {
                Steps = reader.ReadInt64(),
                Updates = reader.ReadInt64(),
                NextEvaluation = reader.ReadInt64(),
                BestScore = reader.ReadDouble(),
                LastEvaluation = reader.ReadDouble(),
                Elapsed = new TimeSpan(reader.ReadInt64()),
                Log = LogPosition.Load(reader),
            };
            loop.Episodes.Load(reader);
            loop.Log.Load(reader);
            state.PolicyEncoder = LoadStatistics(reader);
            state.CriticEncoder = LoadStatistics(reader);
            loop.Policy.Latency.Load(reader);
            state.Candidates = loop.Candidates is null ? default : new CandidateStatistics(reader.ReadInt64(), reader.ReadInt64());
            return state;
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("the run state in the checkpoint ends too early: it is damaged; use the other checkpoint, or train anew", e);
        }
    }

    private static EncoderStatistics LoadStatistics(BinaryReader reader) =>
        new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());

    private static void Save(BinaryWriter writer, EncoderStatistics statistics)
    {
        writer.Write(statistics.Texts);
        writer.Write(statistics.MemoHits);
        writer.Write(statistics.Tokens);
        writer.Write(statistics.TextTokens);
    }
}
