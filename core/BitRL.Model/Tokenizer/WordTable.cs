using System.Text;

namespace BitRL.Model.Tokenizer;

/// <summary>Finds a word, in any case, in a list of lower-case words: open addressing over the bytes, no allocation.</summary>
internal sealed class WordTable
{
    private readonly IReadOnlyList<string> _words;
    private readonly byte[][] _bytes;
    private readonly int[] _slots;

    public WordTable(IReadOnlyList<string> words, bool allowsNames = false)
    {
        _words = words;
        _bytes = [.. words.Select(Encoding.ASCII.GetBytes)];
        _slots = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, words.Count * 2))];
        for (int i = 0; i < words.Count; i++)
        {
            string letters = allowsNames ? words[i].Trim('_') == words[i] ? words[i].Replace("_", "") : "" : words[i];
            if (letters.Length == 0 || !letters.All(char.IsAsciiLetterLower))
            {
                throw new ArgumentException($"word {i}, '{words[i]}', is not made of lower-case ASCII letters", nameof(words));
            }

            if (TryFind(_bytes[i], out int other))
            {
                throw new ArgumentException($"words {other} and {i} are both '{words[i]}'", nameof(words));
            }

            _slots[FreeSlot(_bytes[i])] = i + 1;
        }
    }

    public int Count => _words.Count;

    public string this[int index] => _words[index];

    public bool TryFind(ReadOnlySpan<byte> letters, out int index)
    {
        int mask = _slots.Length - 1;
        for (int slot = Hash(letters) & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            index = _slots[slot] - 1;
            if (Ascii.EqualsIgnoreCase(_bytes[index], letters))
            {
                return true;
            }
        }

        index = -1;
        return false;
    }

    private int FreeSlot(ReadOnlySpan<byte> letters)
    {
        int mask = _slots.Length - 1;
        int slot = Hash(letters) & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    // FNV-1a over lower case; the bit that tells the case of a letter is set for all.
    private static int Hash(ReadOnlySpan<byte> letters)
    {
        uint hash = 2166136261;
        foreach (byte letter in letters)
        {
            hash = (hash ^ (uint)(letter | 0x20)) * 16777619;
        }

        return (int)(hash ^ (hash >> 15)) & int.MaxValue;
    }
}
