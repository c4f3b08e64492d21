using System.Buffers.Binary;
using System.Text;

namespace BitRL.Model.Weights;

/// <summary>Keys and values on their way into a GGUF file, encoded.</summary>
internal sealed class GgufMetadataBuffer
{
    private readonly List<string> _keys = [];
    private readonly MemoryStream _bytes = new();

    /// <summary>Keys.</summary>
    public int Count => _keys.Count;

    /// <summary>All keys and values as the file has them.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);

    /// <summary>A text as the file has it: 64-bit length, UTF-8.</summary>
    public static byte[] Text(string value) => Text(Encoding.UTF8.GetBytes(value));

    /// <summary>A text as the file has it: 64-bit length, UTF-8.</summary>
    public static byte[] Text(ReadOnlySpan<byte> utf8)
    {
        byte[] bytes = new byte[8 + utf8.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)utf8.Length);
        utf8.CopyTo(bytes.AsSpan(8));
        return bytes;
    }

    /// <summary>Adds a value, encoded as its type asks.</summary>
    /// <exception cref="ArgumentException">The key is empty or was added before.</exception>
    public void Add(string key, GgufValueType type, ReadOnlySpan<byte> payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (_keys.Contains(key))
        {
            throw new ArgumentException($"metadata key '{key}' was added before", nameof(key));
        }

        _keys.Add(key);
        _bytes.Write(Text(key));
        WriteUInt32((uint)type);
        _bytes.Write(payload);
    }

    /// <summary>Adds an array, its elements encoded one after the other.</summary>
    /// <exception cref="ArgumentException">The key is empty or was added before.</exception>
    public void AddArray(string key, GgufValueType elementType, int count, ReadOnlySpan<byte> elements)
    {
        Add(key, GgufValueType.Array, default);
        WriteUInt32((uint)elementType);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(number, (ulong)count);
        _bytes.Write(number);
        _bytes.Write(elements);
    }

    private void WriteUInt32(uint value)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, value);
        _bytes.Write(number);
    }
}
