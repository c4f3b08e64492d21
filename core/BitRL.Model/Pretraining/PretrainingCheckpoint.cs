using System.Text;
using BitRL.Contracts.Pretraining;

namespace BitRL.Model.Pretraining;

/// <summary>A checkpoint file: magic, configuration as JSON, steps done, trainer state. Written beside the old one and renamed, so that a kill at any moment leaves a whole file.</summary>
internal static class PretrainingCheckpoint
{
    private static ReadOnlySpan<byte> Magic => "BRLPRE01"u8;

    public static void Save(string path, PretrainingConfiguration configuration, int step, IBackboneTrainer trainer)
    {
        string temporary = path + ".tmp";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            using (var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true))
            {
                writer.Write(Magic);
                writer.Write(configuration.ToJson());
                writer.Write(step);
            }

            trainer.Save(file);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Goes on where a run stopped.</summary>
    /// <returns>Steps done.</returns>
    /// <exception cref="InvalidDataException">Damaged, or of another configuration.</exception>
    public static int Load(string path, PretrainingConfiguration configuration, IBackboneTrainer trainer) => Read(path, configuration.ToJson(), trainer);

    /// <summary>Takes weights and optimizer state from a run of any configuration with the same shape and slots.</summary>
    /// <exception cref="InvalidDataException">Damaged, or of another shape.</exception>
    public static void LoadWeights(string path, IBackboneTrainer trainer) => Read(path, configuration: null, trainer);

    private static int Read(string path, string? configuration, IBackboneTrainer trainer)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
            {
                throw new InvalidDataException($"{path} is not a pretraining checkpoint");
            }

            string written = reader.ReadString();
            if (configuration is not null && written != configuration)
            {
                throw new InvalidDataException($"{path} was written by another configuration; use that one, or another folder");
            }

            int step = reader.ReadInt32();
            trainer.Load(file);
            return step;
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException($"{path} ends too early: delete it to start again", exception);
        }
    }
}
