using BitRL.Model.Tokenizer;

namespace BitRL.Model.Memo;

/// <summary>What identifies a cached text: a tag for what comes before it and two parts of UTF-8. The split counts: "ab" + "c" is not "a" + "bc".</summary>
internal readonly ref struct TextKey
{
    public TextKey(int tag, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Tag = tag;
        First = first;
        Second = second;
        Hash = TextHash.Compute(second, TextHash.Compute(first, (ulong)tag));
    }

    public int Tag { get; }

    public ReadOnlySpan<byte> First { get; }

    public ReadOnlySpan<byte> Second { get; }

    public ulong Hash { get; }

    public int Length => First.Length + Second.Length;
}
