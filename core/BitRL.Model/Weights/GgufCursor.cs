using System.Buffers.Binary;
using System.Text;

namespace BitRL.Model.Weights;

/// <summary>Reads the head of a GGUF file from front to back; never past its end.</summary>
internal sealed class GgufCursor(GgufContent content)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // A head of more than 2 GiB does not occur; what lies behind is data, reached by offset.
    private readonly ReadOnlyMemory<byte> _head = content.Slice(0, (int)Math.Min(content.Length, int.MaxValue));
    private int _position;

    /// <summary>Offset of the next byte.</summary>
    public long Position => _position;

    private long Remaining => _head.Length - (long)_position;

    /// <summary>Reads a 32-bit number.</summary>
    public uint ReadUInt32(string what) => BinaryPrimitives.ReadUInt32LittleEndian(Take(4, what));

    /// <summary>Reads a 64-bit number.</summary>
    public ulong ReadUInt64(string what) => BinaryPrimitives.ReadUInt64LittleEndian(Take(8, what));

    /// <summary>Reads a 64-bit count of things that take at least <paramref name="minimumBytes"/> each.</summary>
    public int ReadCount(string what, int minimumBytes)
    {
        ulong count = ReadUInt64(what);
        return count <= (ulong)(Remaining / minimumBytes)
            ? (int)count
            : throw new GgufFormatException(content.Name, Position - 8, $"declares {count} {what}, for which {Remaining} remaining bytes are too few");
    }

    /// <summary>Reads the 64-bit length of a text.</summary>
    public int ReadLength(string what)
    {
        ulong length = ReadUInt64(what);
        return length <= (ulong)Remaining
            ? (int)length
            : throw new GgufFormatException(content.Name, Position - 8, $"declares {length} bytes of text for {what}, but {Remaining} bytes remain");
    }

    /// <summary>Reads a text that names something: UTF-8, from 1 to <paramref name="maximumBytes"/> bytes.</summary>
    public string ReadName(string what, int maximumBytes)
    {
        int length = ReadLength(what);
        if (length < 1 || length > maximumBytes)
        {
            throw new GgufFormatException(content.Name, Position - 8, $"has {what} of {length} bytes, which is not from 1 to {maximumBytes}");
        }

        try
        {
            return StrictUtf8.GetString(Take(length, what));
        }
        catch (ArgumentException e)
        {
            throw new GgufFormatException($"{content.Name}: has {what} that is not UTF-8 (at byte {Position - length}); {GgufFormatException.DamagedAdvice}", e);
        }
    }

    /// <summary>Passes over bytes.</summary>
    /// <returns>Offset of the first of them.</returns>
    public long Skip(long length, string what)
    {
        long start = Position;
        Require(length, what);
        _position += (int)length;
        return start;
    }

    private ReadOnlySpan<byte> Take(int length, string what)
    {
        Require(length, what);
        ReadOnlySpan<byte> bytes = _head.Span.Slice(_position, length);
        _position += length;
        return bytes;
    }

    private void Require(long length, string what)
    {
        if (length > Remaining)
        {
            throw new GgufFormatException(content.Name, Position, $"ends within {what}: {length} bytes are needed, {Remaining} remain", "the file is truncated: fetch or export it again");
        }
    }
}
