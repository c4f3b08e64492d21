using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BitRL.Ppo.Checkpoints;

/// <summary>
/// The frame around a trainer's state: magic, SHA-256 of the rest, length of the shape, shape (UTF-8), length of the state, state. The hash
/// tells a damaged file, the shape one that belongs to another trainer; neither gets as far as the state.
/// </summary>
internal static class CheckpointFile
{
    private const int MaxShapeBytes = 4096;

    // the last byte is the version of the format
    private static ReadOnlySpan<byte> Magic => "BITRLPP\x01"u8;

    public static void Write(Stream destination, string shape, ReadOnlyMemory<byte> state)
    {
        byte[] shapeBytes = Encoding.UTF8.GetBytes(shape);
        var body = new byte[sizeof(int) + shapeBytes.Length + sizeof(int) + state.Length];
        BinaryPrimitives.WriteInt32LittleEndian(body, shapeBytes.Length);
        shapeBytes.CopyTo(body, sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(sizeof(int) + shapeBytes.Length), state.Length);
        state.CopyTo(body.AsMemory(body.Length - state.Length));
        destination.Write(Magic);
        destination.Write(SHA256.HashData(body));
        destination.Write(body);
    }

    /// <returns>The state.</returns>
    /// <exception cref="InvalidDataException">The stream is damaged or its shape is another one.</exception>
    public static ReadOnlyMemory<byte> Read(Stream source, string shape)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (!Take(source, Magic.Length).AsSpan().SequenceEqual(Magic))
        {
            throw new InvalidDataException("this is not the state of a PPO trainer, or it was written by another version");
        }

        byte[] expected = Take(source, SHA256.HashSizeInBytes);
        int shapeLength = TakeLength(source, hash, MaxShapeBytes);
        byte[] shapeBytes = Take(source, shapeLength);
        hash.AppendData(shapeBytes);
        int stateLength = TakeLength(source, hash, int.MaxValue);
        byte[] state = Take(source, stateLength);
        hash.AppendData(state);
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(expected))
        {
            throw new InvalidDataException("the trainer state is damaged: its checksum does not match. Use another checkpoint");
        }

        string found = Encoding.UTF8.GetString(shapeBytes);
        return found == shape ? state : throw new InvalidDataException($"the trainer state belongs to another trainer: it was saved with {found}, and this one has {shape}");
    }

    private static int TakeLength(Stream source, IncrementalHash hash, int max)
    {
        byte[] bytes = Take(source, sizeof(int));
        hash.AppendData(bytes);
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return length >= 0 && length <= max ? length : throw new InvalidDataException($"the trainer state is damaged: it claims a length of {length}");
    }

    // Grows with what arrives: a false length must not reserve gigabytes before the stream runs dry.
    private static byte[] Take(Stream source, int count)
    {
        using var taken = new MemoryStream(Math.Min(count, 1 << 16));
        var chunk = new byte[Math.Min(count, 1 << 16)];
        while (taken.Length < count)
        {
            int read = source.Read(chunk, 0, (int)Math.Min(chunk.Length, count - taken.Length));
            if (read == 0)
            {
                throw new InvalidDataException($"the trainer state is cut off: {count - taken.Length} more bytes belong here. Use another checkpoint");
            }

            taken.Write(chunk, 0, read);
        }

        return taken.ToArray();
    }
}
