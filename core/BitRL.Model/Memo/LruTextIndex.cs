using System.Numerics;

namespace BitRL.Model.Memo;

/// <summary>
/// Maps exact texts to slots 0 … Capacity − 1; when full, the least recently used text gives its slot up. All memory is taken at the start (pages
/// that are not used yet are not resident); nothing is allocated later. Not thread-safe.
/// </summary>
internal sealed class LruTextIndex
{
    private const int None = -1;
    private readonly Entry[] _entries;
    private readonly int[] _buckets;
    private readonly byte[] _keys;
    private readonly int _maxKeyBytes;
    private int _newest = None;
    private int _oldest = None;

    public LruTextIndex(int capacity, int maxKeyBytes)
    {
        Capacity = capacity;
        _maxKeyBytes = maxKeyBytes;
        _entries = new Entry[capacity];
        _buckets = new int[BitOperations.RoundUpToPowerOf2((uint)capacity)];
        _keys = GC.AllocateUninitializedArray<byte>(checked(capacity * maxKeyBytes));
        Clear();
    }

    /// <summary>Bytes of bookkeeping an entry, the key apart.</summary>
    public static int OverheadBytes => System.Runtime.CompilerServices.Unsafe.SizeOf<Entry>() + (2 * sizeof(int));

    public int Capacity { get; }

    public int Count { get; private set; }

    /// <summary>The slot that <see cref="Insert"/> would use next and, where <paramref name="isFree"/> is false, take from another text.</summary>
    public int NextSlot(out bool isFree)
    {
        isFree = Count < Capacity;
        return isFree ? Count : _oldest;
    }

    /// <summary>The slot of a text, which becomes the most recently used one, or −1.</summary>
    public int Find(in TextKey key)
    {
        for (int slot = _buckets[Bucket(key.Hash)]; slot != None; slot = _entries[slot].NextInBucket)
        {
            if (_entries[slot].Hash == key.Hash && Matches(slot, key))
            {
                Unlink(slot);
                LinkAsNewest(slot);
                return slot;
            }
        }

        return None;
    }

    /// <summary>Gives a slot to a text that is not in the index and has at most the longest key's bytes.</summary>
    public int Insert(in TextKey key)
    {
        int slot = NextSlot(out bool isFree);
        if (isFree)
        {
            Count++;
        }
        else
        {
            Unlink(slot);
            RemoveFromBucket(slot);
        }

        key.First.CopyTo(_keys.AsSpan(slot * _maxKeyBytes, _maxKeyBytes));
        key.Second.CopyTo(_keys.AsSpan((slot * _maxKeyBytes) + key.First.Length, _maxKeyBytes - key.First.Length));
        ref int bucket = ref _buckets[Bucket(key.Hash)];
        _entries[slot] = new Entry { Hash = key.Hash, Tag = key.Tag, FirstLength = key.First.Length, Length = key.Length, NextInBucket = bucket };
        bucket = slot;
        LinkAsNewest(slot);
        return slot;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Fill(_buckets, None);
        Count = 0;
        _newest = None;
        _oldest = None;
    }

    private int Bucket(ulong hash) => (int)(hash & (uint)(_buckets.Length - 1));

    private bool Matches(int slot, in TextKey key)
    {
        ref readonly Entry entry = ref _entries[slot];
        ReadOnlySpan<byte> bytes = _keys.AsSpan(slot * _maxKeyBytes, entry.Length);
        return entry.Tag == key.Tag && entry.FirstLength == key.First.Length && entry.Length == key.Length
            && bytes[..entry.FirstLength].SequenceEqual(key.First) && bytes[entry.FirstLength..].SequenceEqual(key.Second);
    }

    private void RemoveFromBucket(int slot)
    {
        ref int link = ref _buckets[Bucket(_entries[slot].Hash)];
        while (link != slot)
        {
            link = ref _entries[link].NextInBucket;
        }

        link = _entries[slot].NextInBucket;
    }

    private void LinkAsNewest(int slot)
    {
        _entries[slot].Older = _newest;
        _entries[slot].Newer = None;
        if (_newest != None)
        {
            _entries[_newest].Newer = slot;
        }

        _newest = slot;
        _oldest = _oldest == None ? slot : _oldest;
    }

    private void Unlink(int slot)
    {
        (int older, int newer) = (_entries[slot].Older, _entries[slot].Newer);
        if (older != None)
        {
            _entries[older].Newer = newer;
        }
        else
        {
            _oldest = newer;
        }

        if (newer != None)
        {
            _entries[newer].Older = older;
        }
        else
        {
            _newest = older;
        }
    }

    private struct Entry
    {
        public ulong Hash;
        public int Tag;
        public int FirstLength;
        public int Length;
        public int NextInBucket;
        public int Older;
        public int Newer;
    }
}
