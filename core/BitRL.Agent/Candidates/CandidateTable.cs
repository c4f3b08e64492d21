using System.Buffers.Binary;

namespace BitRL.Agent.Candidates;

/// <summary>
/// Features of candidates by their exact bytes: a text, or the numbers themselves. Rows keep their number until <see cref="Clear"/>. Grows to its
/// capacity and then allocates nothing. Not thread-safe.
/// </summary>
/// <param name="width">Features a row.</param>
/// <param name="maxBytes">Longest text.</param>
internal sealed class CandidateTable(int width, int maxBytes)
{
    private const int Empty = 0;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private int[] _slots = new int[256];
    private byte[] _texts = new byte[64 * maxBytes];
    private int[] _lengths = new int[64];
    private ulong[] _keys = new ulong[64];
    private float[] _features = new float[64 * width];

    /// <summary>Rows it holds.</summary>
    public int Count { get; private set; }

    /// <summary>The text of a row.</summary>
    public ReadOnlySpan<byte> Text(int row) => _texts.AsSpan(row * maxBytes, _lengths[row]);

    /// <summary>A hash of the text of a row: the same in every run.</summary>
    public ulong Key(int row) => _keys[row];

    /// <summary>The features of a row.</summary>
    public ReadOnlySpan<float> Features(int row) => _features.AsSpan(row * width, width);

    /// <summary>The features of rows, to be written by the caller.</summary>
    public Memory<float> Rows(int start, int count) => _features.AsMemory(start * width, count * width);

    /// <summary>Finds the row of a text, or makes one whose features are not known yet.</summary>
    public int Intern(ReadOnlySpan<byte> text)
    {
        ulong key = Hash(text);
        int mask = _slots.Length - 1;
        int slot = (int)key & mask;
        for (; _slots[slot] != Empty; slot = (slot + 1) & mask)
        {
            int known = _slots[slot] - 1;
            if (_keys[known] == key && Text(known).SequenceEqual(text))
            {
                return known;
            }
        }

        int row = Count++;
        if (row == _keys.Length)
        {
            Grow();
        }

        _keys[row] = key;
        _lengths[row] = text.Length;
        text.CopyTo(_texts.AsSpan(row * maxBytes));
        _slots[slot] = row + 1;
        if (2 * Count > _slots.Length)
        {
            Rehash();
        }

        return row;
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        Count = 0;
        _slots.AsSpan().Clear();
    }

    /// <summary>64 bits over bytes, the same on every machine. Candidates of different texts share a key with a chance of 2⁻⁶⁴ a pair.</summary>
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = (ulong)bytes.Length * Multiplier;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        ulong tail = 0;
        foreach (byte b in bytes)
        {
            tail = (tail << 8) | b;
        }

        return Mix(hash ^ tail);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private void Grow()
    {
        int rows = 2 * _keys.Length;
        Array.Resize(ref _keys, rows);
        Array.Resize(ref _lengths, rows);
        Array.Resize(ref _texts, rows * maxBytes);
        Array.Resize(ref _features, rows * width);
    }

    private void Rehash()
    {
        _slots = new int[2 * _slots.Length];
        int mask = _slots.Length - 1;
        for (int row = 0; row < Count; row++)
        {
            int slot = (int)_keys[row] & mask;
            while (_slots[slot] != Empty)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = row + 1;
        }
    }
}
