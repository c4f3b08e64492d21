using System.Numerics;
using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Memo;
using BitRL.Model.Transformer;

namespace BitRL.Model.KvCache;

/// <summary>
/// Keys and values of the parts that texts begin with: the static part alone, and the static part with each per-episode part. One prefix a slot
/// of equal size; the least recently used goes first, but none that the running group of texts needs. Allocates only when the store grows.
/// Not thread-safe.
/// </summary>
internal sealed class PrefixCache(Backbone backbone, long byteBound) : IDisposable
{
    private const int SmallestSlotTokens = 16;
    private const int SmallestKeyBytes = 64;
    private const int FirstSlots = 8;
    private const int MaximumSlots = 4096;
    private const int NoRoom = -1;
    private const int Regrown = -2;

    private LruTextIndex? _index;
    private int[] _lengths = [];
    private int[] _pinnedBy = [];
    private readonly PendingTexts _part = new(backbone.Configuration.FieldOrdinals);
    private int _keyBytes = SmallestKeyBytes;
    private int _group;
    private bool _isAnyPinned;
    private bool _wantsSlots;

    /// <summary>Where the prefixes lie, or null before the first.</summary>
    public PrefixStore? Store { get; private set; }

    /// <summary>Tokens that were run to fill the cache, ever.</summary>
    public long TokensRun { get; private set; }

    /// <summary>Starts a group of texts: the prefixes acquired for the one before may be evicted.</summary>
    public void BeginGroup()
    {
        _group++;
        _isAnyPinned = false;
    }

    /// <summary>Makes sure that a prefix is cached, and keeps it until the next group.</summary>
    /// <param name="workspace">Runs what is missing.</param>
    /// <param name="tag">Stands for the static part.</param>
    /// <param name="staticPart">Its text.</param>
    /// <param name="episodePart">The text after it; may be empty.</param>
    /// <param name="span">The prefix, in <see cref="SequenceSpan.PrefixStart"/> and <see cref="SequenceSpan.PrefixLength"/>.</param>
    /// <returns>False where there is no room beside the prefixes of this group: run the group, begin a new one, and ask again.</returns>
    public bool TryAcquire(GraphWorkspace workspace, int tag, ReadOnlySpan<byte> staticPart, ReadOnlySpan<byte> episodePart, out SequenceSpan span)
    {
        try
        {
            int slot = Acquire(workspace, tag, staticPart, episodePart);
            span = slot >= 0 && _lengths[slot] > 0 ? new SequenceSpan(0, 0, slot * Store!.SlotTokens, _lengths[slot]) : default;
            return slot >= 0;
        }
        catch
        {
            // A slot may hold half a prefix now.
            _index?.Clear();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Store?.Dispose();

    private int Acquire(GraphWorkspace workspace, int tag, ReadOnlySpan<byte> staticPart, ReadOnlySpan<byte> episodePart)
    {
        var key = new TextKey(tag, episodePart, default);
        if (_index is not null && episodePart.Length <= _keyBytes && _index.Find(key) is var known and >= 0)
        {
            return Pin(known);
        }

        if (episodePart.IsEmpty)
        {
            int count = Tokenize(staticPart, isStart: true);
            backbone.RequireContext(count);
            int own = Allocate(key, count);
            return own >= 0 ? Fill(workspace, own, 0, count) : own;
        }

        int shared = Acquire(workspace, tag, staticPart, default);
        if (shared < 0)
        {
            return shared;
        }

        int tokens = Tokenize(episodePart, isStart: false);
        int sharedLength = _lengths[shared];
        backbone.RequireContext(sharedLength + tokens);
        int slot = Allocate(key, sharedLength + tokens);
        if (slot == Regrown)
        {
            return Acquire(workspace, tag, staticPart, episodePart);
        }

        if (slot < 0)
        {
            return slot;
        }

        CopyPrefix(workspace.Queue, shared, slot, sharedLength);
        return Fill(workspace, slot, sharedLength, tokens);
    }

    // A slot for a prefix; NoRoom where it would take one that is in use, Regrown where the store had to be made anew, so that what the caller
    // acquired for this prefix is gone.
    private int Allocate(in TextKey key, int tokens)
    {
        if (_wantsSlots || Store is null || tokens > Store.SlotTokens || key.Length > _keyBytes)
        {
            bool holdsStaticPart = !key.First.IsEmpty;
            if (IsPinnedBeyond(holdsStaticPart ? 1 : 0))
            {
                return NoRoom;
            }

            Rebuild(tokens, key.Length);
            if (holdsStaticPart)
            {
                return Regrown;
            }
        }

        int slot = _index!.NextSlot(out bool isFree);
        if (!isFree && _pinnedBy[slot] == _group)
        {
            // One group needs more prefixes than there are slots: make more as soon as none is in use.
            _wantsSlots = Store!.Slots < SlotBound(Store.SlotTokens);
            return NoRoom;
        }

        _index.Insert(key);
        return slot;
    }

    // Whether the group holds more prefixes than the static one that the caller is about to extend and will acquire again.
    private bool IsPinnedBeyond(int count)
    {
        if (!_isAnyPinned)
        {
            return false;
        }

        int pinned = 0;
        foreach (int group in _pinnedBy)
        {
            pinned += group == _group ? 1 : 0;
        }

        return pinned > count;
    }

    private void Rebuild(int tokens, int keyBytes)
    {
        int slotTokens = Math.Max(Store?.SlotTokens ?? 0, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(SmallestSlotTokens, tokens)));
        int slots = Math.Min(SlotBound(slotTokens), Store is null ? FirstSlots : Store.Slots * (_wantsSlots ? 4 : 1));
        _wantsSlots = false;
        _keyBytes = Math.Max(_keyBytes, (int)BitOperations.RoundUpToPowerOf2((uint)keyBytes));
        Store?.Dispose();
        Store = null;
        Store = new PrefixStore(backbone, slots, slotTokens);
        _index = new LruTextIndex(slots, _keyBytes);
        _lengths = new int[slots];
        _pinnedBy = new int[slots];
        _isAnyPinned = false;
    }

    // At least two: a static part and one that extends it.
    private int SlotBound(int slotTokens)
    {
        long rowBytes = 2L * sizeof(float) * backbone.Configuration.KeyValueSize * backbone.Layer;
        return (int)Math.Clamp(byteBound / (rowBytes * slotTokens), 2, MaximumSlots);
    }

    private int Tokenize(ReadOnlySpan<byte> part, bool isStart)
    {
        _part.Clear();
        return _part.Add(backbone.Tokenizer, part, isStart);
    }

    // Runs the tokens of the last Tokenize and keeps their keys and values behind the first rows of the slot.
    private int Fill(GraphWorkspace workspace, int slot, int prefixLength, int count)
    {
        _lengths[slot] = prefixLength + count;
        if (count > 0)
        {
            workspace.Reserve(count, 1);
            int start = slot * Store!.SlotTokens;
            var batch = new SequenceBatch
            {
                Tokens = _part.Tokens(0, count),
                FieldOrdinals = _part.Ordinals(0, count),
                Sequences = [new SequenceSpan(0, count, prefixLength > 0 ? start : 0, prefixLength)],
            };
            TransformerGraph.Prefill(backbone, workspace, batch, Store, start + prefixLength);
            TokensRun += count;
        }

        return Pin(slot);
    }

    private void CopyPrefix(IComputeQueue queue, int source, int target, int length)
    {
        PrefixStore store = Store!;
        for (int block = 0; block < store.Keys.Length && length > 0; block++)
        {
            queue.CopyRows(store.Keys[block], source * store.SlotTokens, store.Keys[block], target * store.SlotTokens, length);
            queue.CopyRows(store.Values[block], source * store.SlotTokens, store.Values[block], target * store.SlotTokens, length);
        }
    }

    private int Pin(int slot)
    {
        _pinnedBy[slot] = _group;
        _isAnyPinned = true;
        return slot;
    }
}
