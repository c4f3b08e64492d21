using System.Numerics;

namespace BitRL.Model.Tokenizer;

/// <summary>Finds the id of a token by its bytes: open addressing, no allocation.</summary>
internal sealed class TokenTable
{
    private readonly ReadOnlyMemory<byte>[] _tokens;
    private readonly int[] _slots;

    /// <summary>Indexes tokens; empty ones are left out, and of equal ones the first is found.</summary>
    public TokenTable(ReadOnlyMemory<byte>[] tokens)
    {
        _tokens = tokens;
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, tokens.Length * 2))];
        for (int id = 0; id < tokens.Length; id++)
        {
            if (!tokens[id].IsEmpty && Slot(tokens[id].Span) is var slot && _slots[slot] == 0)
            {
                _slots[slot] = id + 1;
            }
        }
    }

    /// <summary>The id of the token with these bytes, or −1.</summary>
    public int Find(ReadOnlySpan<byte> bytes) => _slots[Slot(bytes)] - 1;

    private int Slot(ReadOnlySpan<byte> bytes)
    {
        int mask = _slots.Length - 1;
        int slot = (int)TextHash.Compute(bytes, 0) & mask;
        while (_slots[slot] != 0 && !_tokens[_slots[slot] - 1].Span.SequenceEqual(bytes))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }
}
