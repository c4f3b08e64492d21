using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace BitRL.Model.Weights;

/// <summary>Keys and values of a GGUF file, in file order. Immutable and thread-safe; valid while the file is open.</summary>
public sealed class GgufMetadata : IReadOnlyCollection<GgufValue>
{
    private readonly string _file;
    private readonly List<GgufValue> _values = [];
    private readonly Dictionary<string, GgufValue> _byKey = new(StringComparer.Ordinal);

    internal GgufMetadata(string file) => _file = file;

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <summary>The value of a key.</summary>
    /// <exception cref="GgufFormatException">There is no such key.</exception>
    public GgufValue this[string key] => Find(key) ?? throw Missing(key);

    /// <summary>The value of a key, or null where there is none.</summary>
    public GgufValue? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Whether there is such a key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out GgufValue? value) => _byKey.TryGetValue(key, out value);

    /// <summary>A whole number from <paramref name="minimum"/> to <paramref name="maximum"/>.</summary>
    /// <exception cref="GgufFormatException">No such key, not a whole number, or out of range.</exception>
    public int GetInteger(string key, int minimum, int maximum) => InRange(this[key], minimum, maximum);

    /// <summary>A whole number from <paramref name="minimum"/> to <paramref name="maximum"/>, or the fallback where there is no such key.</summary>
    /// <exception cref="GgufFormatException">Not a whole number, or out of range.</exception>
    public int GetInteger(string key, int minimum, int maximum, int fallback) =>
        Find(key) is { } value ? InRange(value, minimum, maximum) : fallback;

    /// <summary>Text, or the fallback where there is no such key.</summary>
    /// <exception cref="GgufFormatException">Not text.</exception>
    public string GetString(string key, string fallback) => Find(key)?.AsString() ?? fallback;

    /// <summary>A truth value, or the fallback where there is no such key.</summary>
    /// <exception cref="GgufFormatException">Not a truth value.</exception>
    public bool GetBoolean(string key, bool fallback) => Find(key)?.AsBoolean() ?? fallback;

    /// <inheritdoc/>
    public IEnumerator<GgufValue> GetEnumerator() => _values.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool TryAdd(GgufValue value)
    {
        if (!_byKey.TryAdd(value.Key, value))
        {
            return false;
        }

        _values.Add(value);
        return true;
    }

    private GgufFormatException Missing(string key) =>
        new(_file, -1, $"metadata key '{key}' is missing", "the file is incomplete or was made for another program: export it again with this key");

    private static int InRange(GgufValue value, int minimum, int maximum)
    {
        long number = value.AsInteger();
        return number >= minimum && number <= maximum
            ? (int)number
            : throw value.Error($"key '{value.Key}' is {number}, which is not from {minimum} to {maximum}");
    }
}
