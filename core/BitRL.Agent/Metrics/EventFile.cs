using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace BitRL.Agent.Metrics;

/// <summary>
/// Scalars as a TensorBoard event file: records of length, masked CRC-32C of the length, an Event message, masked CRC-32C of the message. The
/// few protobuf fields in use are encoded by hand: Event {1: wall time, 2: step, 3: file version, 5: summary}, Summary {1: value},
/// Value {1: tag, 2: simple value}.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const byte DoubleField1 = (1 << 3) | 1;
    private const byte VarintField2 = 2 << 3;
    private const byte BytesField1 = (1 << 3) | 2;
    private const byte BytesField3 = (3 << 3) | 2;
    private const byte BytesField5 = (5 << 3) | 2;
    private const byte FloatField2 = (2 << 3) | 5;
    private const int MaxTagBytes = 120;

    private readonly AppendFile _file;
    private readonly TimeProvider _time;
    private readonly byte[] _tag = new byte[MaxTagBytes];

    /// <summary>Opens a file, cut to a length; writes the version record where it is empty.</summary>
    public EventFile(string path, long length, TimeProvider time)
    {
        _file = new AppendFile(path, length);
        _time = time;
        if (length == 0)
        {
            Span<byte> message = stackalloc byte[64];
            int size = WriteWallTime(message);
            size += WriteBytes(message[size..], BytesField3, "brain.Event:2"u8);
            WriteRecord(message[..size]);
        }
    }

    /// <summary>The file.</summary>
    public AppendFile File => _file;

    /// <summary>Appends one scalar.</summary>
    /// <param name="tag">Name with sections: "rollout/mean_return".</param>
    /// <param name="step">Environment steps.</param>
    /// <param name="value">Not written where it is NaN: there is nothing to draw.</param>
    public void Add(string tag, long step, double value)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        int tagLength = Encoding.UTF8.GetBytes(tag.AsSpan(0, Math.Min(tag.Length, MaxTagBytes / 3)), _tag);
        Span<byte> scalar = stackalloc byte[MaxTagBytes + 16];
        int scalarSize = WriteBytes(scalar, BytesField1, _tag.AsSpan(0, tagLength));
        scalar[scalarSize++] = FloatField2;
        BinaryPrimitives.WriteSingleLittleEndian(scalar[scalarSize..], (float)value);
        scalarSize += sizeof(float);

        Span<byte> summary = stackalloc byte[MaxTagBytes + 32];
        int summarySize = WriteBytes(summary, BytesField1, scalar[..scalarSize]);

        Span<byte> message = stackalloc byte[MaxTagBytes + 64];
        int size = WriteWallTime(message);
        message[size++] = VarintField2;
        size += WriteVarint(message[size..], (ulong)step);
        size += WriteBytes(message[size..], BytesField5, summary[..summarySize]);
        WriteRecord(message[..size]);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>CRC-32C (reflected, inverted at both ends), rotated and offset as the record format wants it.</summary>
    internal static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        crc = ~crc;
        return BitOperations.RotateRight(crc, 15) + 0xA282EAD8;
    }

    private static int WriteVarint(Span<byte> destination, ulong value)
    {
        int size = 0;
        while (value >= 0x80)
        {
            destination[size++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[size++] = (byte)value;
        return size;
    }

    private static int WriteBytes(Span<byte> destination, byte field, ReadOnlySpan<byte> bytes)
    {
        destination[0] = field;
        int size = 1 + WriteVarint(destination[1..], (ulong)bytes.Length);
        bytes.CopyTo(destination[size..]);
        return size + bytes.Length;
    }

    private int WriteWallTime(Span<byte> destination)
    {
        destination[0] = DoubleField1;
        BinaryPrimitives.WriteDoubleLittleEndian(destination[1..], _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
        return 1 + sizeof(double);
    }

    private void WriteRecord(ReadOnlySpan<byte> message)
    {
        Span<byte> head = stackalloc byte[sizeof(ulong) + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)message.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(ulong)..], MaskedCrc(head[..sizeof(ulong)]));
        _file.Append(head);
        _file.Append(message);
        Span<byte> tail = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, MaskedCrc(message));
        _file.Append(tail);
    }
}
