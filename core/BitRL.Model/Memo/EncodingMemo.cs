using System.Numerics;

namespace BitRL.Model.Memo;

/// <summary>
/// Remembers whole encodings by exact text, within a bound of memory; the least recently used goes first. Allocates when made and when a text
/// comes that is longer than any before (then it starts afresh), otherwise never. Not thread-safe.
/// </summary>
internal sealed class EncodingMemo(long byteBound, int featureSize)
{
    private const int SmallestKeyBytes = 64;
    private LruTextIndex? _index;
    private float[] _features = [];
    private int[] _tokens = [];
    private int _keyBytes;

    /// <summary>Whether anything is remembered at all.</summary>
    public bool IsOn => byteBound > 0;

    /// <summary>Encodings that fit; 0 before the first is kept, or where not one fits.</summary>
    public int Capacity => _index?.Capacity ?? 0;

    /// <summary>Looks a text up.</summary>
    /// <param name="key">The text.</param>
    /// <param name="features">Overwritten where the text is known.</param>
    /// <param name="tokens">Tokens of its step part.</param>
    public bool TryGet(in TextKey key, Span<float> features, out int tokens)
    {
        tokens = 0;
        if (_index is null || key.Length > _keyBytes || _index.Find(key) is not (var slot and >= 0))
        {
            return false;
        }

        _features.AsSpan(slot * featureSize, featureSize).CopyTo(features);
        tokens = _tokens[slot];
        return true;
    }

    /// <summary>Keeps the encoding of a text that is not known yet.</summary>
    public void Put(in TextKey key, ReadOnlySpan<float> features, int tokens)
    {
        if (_index is null || key.Length > _keyBytes)
        {
            Rebuild(key.Length);
        }

        if (_index is null)
        {
            return;
        }

        int slot = _index.Insert(key);
        features.CopyTo(_features.AsSpan(slot * featureSize, featureSize));
        _tokens[slot] = tokens;
    }

    private void Rebuild(int keyBytes)
    {
        _keyBytes = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(SmallestKeyBytes, keyBytes));
        long entryBytes = (featureSize * sizeof(float)) + sizeof(int) + _keyBytes + LruTextIndex.OverheadBytes;
        long capacity = Math.Min(byteBound / entryBytes, Array.MaxLength / Math.Max(_keyBytes, featureSize));
        if (capacity < 1)
        {
            _index = null;
            return;
        }

        _index = new LruTextIndex((int)capacity, _keyBytes);
        _features = GC.AllocateUninitializedArray<float>((int)capacity * featureSize);
        _tokens = new int[capacity];
    }
}
