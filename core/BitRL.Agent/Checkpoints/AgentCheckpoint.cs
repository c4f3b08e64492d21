using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using BitRL.Agent.Configuration;
using BitRL.Agent.Folders;
using BitRL.Agent.Training;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Checkpoints;

/// <summary>
/// A run at one moment, in one file: "BITRLCKP", format version (uint32), then three blocks, each with its length (int64) before it — header
/// (JSON), trainer (opaque), run state — and SHA-256 over all of that. Little-endian. Immutable.
/// </summary>
public sealed class AgentCheckpoint
{
    private const uint FormatVersion = 1;
    private const long MaxFileBytes = 1L << 31;
    private const int BlockCount = 3;

    internal AgentCheckpoint(CheckpointHeader header, ReadOnlyMemory<byte> trainer, ReadOnlyMemory<byte> state)
    {
        Header = header;
        Trainer = trainer;
        State = state;
    }

    private static ReadOnlySpan<byte> Magic => "BITRLCKP"u8;

    /// <summary>What the checkpoint says of itself.</summary>
    public CheckpointHeader Header { get; }

    /// <summary>What the trainer saved.</summary>
    internal ReadOnlyMemory<byte> Trainer { get; }

    /// <summary>What <see cref="RunState"/> saved.</summary>
    internal ReadOnlyMemory<byte> State { get; }

    /// <summary>Reads a checkpoint and proves it whole.</summary>
    /// <exception cref="RunFolderException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not a checkpoint, of another format version, or damaged; the message says which and what to do.</exception>
    public static AgentCheckpoint Read(string path)
    {
        byte[] file = FileGuard.Run(path, () => new FileInfo(path).Length <= MaxFileBytes ? File.ReadAllBytes(path) : []);
        ReadOnlyMemory<byte> rest = file;
        if (file.Length < Magic.Length + sizeof(uint) + SHA256.HashSizeInBytes || !file.AsSpan().StartsWith(Magic))
        {
            throw new InvalidDataException($"'{path}' is not a checkpoint of this toolkit; give checkpoints/last.bitrl or checkpoints/best.bitrl of a run folder");
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(Magic.Length));
        if (version != FormatVersion)
        {
            throw new InvalidDataException($"'{path}' has checkpoint format {version}, this toolkit reads {FormatVersion}; use the toolkit version that wrote it");
        }

        if (!SHA256.HashData(file.AsSpan(..^SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(file.AsSpan(^SHA256.HashSizeInBytes..)))
        {
            throw Damaged(path);
        }

        rest = rest[(Magic.Length + sizeof(uint))..^SHA256.HashSizeInBytes];
        var blocks = new ReadOnlyMemory<byte>[BlockCount];
        for (int i = 0; i < BlockCount; i++)
        {
            long length = rest.Length >= sizeof(long) ? BinaryPrimitives.ReadInt64LittleEndian(rest.Span) : -1;
            if (length < 0 || length > rest.Length - sizeof(long))
            {
                throw Damaged(path);
            }

            blocks[i] = rest.Slice(sizeof(long), (int)length);
            rest = rest[(sizeof(long) + (int)length)..];
        }

        try
        {
            CheckpointHeader header = JsonSerializer.Deserialize(blocks[0].Span, AgentJson.Line.CheckpointHeader) ?? throw Damaged(path);
            return new AgentCheckpoint(header, blocks[1], blocks[2]);
        }
        catch (JsonException)
        {
            throw Damaged(path);
        }
    }

    /// <summary>The configuration of its run.</summary>
    /// <exception cref="InvalidDataException">This version of the toolkit does not understand it.</exception>
    public RunConfiguration ReadConfiguration()
    {
        try
        {
            var builder = new ConfigurationBuilder();
            builder.AddYaml(Header.Configuration, "the checkpoint's configuration");
            return builder.Build();
        }
        catch (ConfigurationException e)
        {
            throw new InvalidDataException($"{e.Message}; use the toolkit version that wrote it ({Header.Toolkit})", e);
        }
    }

    /// <summary>Restores the trainer.</summary>
    /// <exception cref="InvalidDataException">It does not accept what is in the checkpoint.</exception>
    internal void RestoreTrainer(ITrainer trainer)
    {
        using var stream = new MemoryStream(Trainer.ToArray(), writable: false);
        trainer.Load(stream);
    }

    /// <summary>Writes the file: whole, or not at all.</summary>
    /// <exception cref="RunFolderException">It cannot be written; an older file is unchanged.</exception>
    internal void Write(string path)
    {
        byte[] header = JsonSerializer.SerializeToUtf8Bytes(Header, AgentJson.Line.CheckpointHeader);
        AtomicFile.Write(path, stream =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Span<byte> number = stackalloc byte[sizeof(long)];
            Append(Magic);
            BinaryPrimitives.WriteUInt32LittleEndian(number, FormatVersion);
            Append(number[..sizeof(uint)]);
            foreach (ReadOnlyMemory<byte> block in (ReadOnlySpan<ReadOnlyMemory<byte>>)[header, Trainer, State])
            {
                BinaryPrimitives.WriteInt64LittleEndian(number, block.Length);
                Append(number);
                Append(block.Span);
            }

            stream.Write(hash.GetHashAndReset());

            void Append(ReadOnlySpan<byte> bytes)
            {
                hash.AppendData(bytes);
                stream.Write(bytes);
            }
        });
    }

    private static InvalidDataException Damaged(string path) =>
        new($"'{path}' is damaged (its checksum does not match); use the other checkpoint of the run folder, or train anew");
}
