using System.Buffers.Binary;
using System.Runtime.InteropServices;
using BitRL.Ppo.Randomness;

namespace BitRL.Ppo.Checkpoints;

/// <summary>Writes state little-endian. Arrays carry their length. Not thread-safe.</summary>
internal sealed class StateWriter(Stream destination)
{
    public void Write(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        destination.Write(bytes);
    }

    public void Write(bool value) => destination.WriteByte(value ? (byte)1 : (byte)0);

    public void Write(double value) => Write(BitConverter.DoubleToInt64Bits(value));

    public void Write(ulong value) => Write(unchecked((long)value));

    public void Write(RandomStream random)
    {
        (ulong s0, ulong s1, ulong s2, ulong s3) = random.State;
        Write(s0);
        Write(s1);
        Write(s2);
        Write(s3);
    }

    public void Write(ReadOnlySpan<float> values)
    {
        Write(values.Length);
        if (BitConverter.IsLittleEndian)
        {
            destination.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            destination.Write(bytes);
        }
    }

    public void Write(ReadOnlySpan<double> values)
    {
        Write(values.Length);
        foreach (double value in values)
        {
            Write(value);
        }
    }
}
