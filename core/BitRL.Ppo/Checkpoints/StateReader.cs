using System.Buffers.Binary;
using BitRL.Ppo.Randomness;

namespace BitRL.Ppo.Checkpoints;

/// <summary>Reads what <see cref="StateWriter"/> wrote. Every read throws <see cref="InvalidDataException"/> where the content cannot be right. Not thread-safe.</summary>
internal sealed class StateReader(ReadOnlyMemory<byte> source)
{
    private int _position;

    public bool IsAtEnd => _position == source.Length;

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public ulong ReadUInt64() => unchecked((ulong)ReadInt64());

    public double ReadDouble() => BitConverter.Int64BitsToDouble(ReadInt64());

    public bool ReadBoolean() => Take(1)[0] switch
    {
        0 => false,
        1 => true,
        var other => throw new InvalidDataException($"the trainer state holds the truth value {other}"),
    };

    /// <summary>A count or index from 0 to a limit.</summary>
    public int ReadCount(int max)
    {
        long count = ReadInt64();
        return count >= 0 && count <= max ? (int)count : throw new InvalidDataException($"the trainer state holds the count {count} where at most {max} is possible");
    }

    public void Read(RandomStream random) => random.State = (ReadUInt64(), ReadUInt64(), ReadUInt64(), ReadUInt64());

    public void Read(Span<float> values)
    {
        CheckLength(values.Length);
        ReadOnlySpan<byte> bytes = Take((long)values.Length * sizeof(float));
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }
    }

    public void Read(Span<double> values)
    {
        CheckLength(values.Length);
        foreach (ref double value in values)
        {
            value = ReadDouble();
        }
    }

    private void CheckLength(int expected)
    {
        long length = ReadInt64();
        if (length != expected)
        {
            throw new InvalidDataException($"the trainer state holds {length} numbers where {expected} belong");
        }
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > source.Length - _position)
        {
            throw new InvalidDataException($"the trainer state ends {count - (source.Length - _position)} bytes early");
        }

        ReadOnlySpan<byte> taken = source.Span.Slice(_position, (int)count);
        _position += (int)count;
        return taken;
    }
}
