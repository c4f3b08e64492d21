using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace BitRL.Model.Weights;

/// <summary>
/// An open GGUF file, version 2 or 3, little-endian. Everything about its structure was checked when it was opened: every length, count and
/// offset lies within the file and no tensors overlap. Tensors are used in place: the file must stay open, and unchanged on disk, as long as
/// anything read from it is in use. Thread-safe.
/// </summary>
public sealed class GgufFile : IDisposable
{
    private readonly GgufContent _content;
    private readonly Dictionary<string, GgufTensor> _byName;
    private readonly Lazy<string> _contentHash;

    internal GgufFile(GgufContent content, int version, GgufMetadata metadata, IReadOnlyList<GgufTensor> tensors)
    {
        _content = content;
        Version = version;
        Metadata = metadata;
        Tensors = tensors;
        _byName = tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        _contentHash = new Lazy<string>(ComputeContentHash);
    }

    /// <summary>Path, or the name given to bytes in memory.</summary>
    public string Name => _content.Name;

    /// <summary>Bytes of the whole file.</summary>
    public long Length => _content.Length;

    /// <summary>Version of the format: 2 or 3.</summary>
    public int Version { get; }

    /// <summary>Keys and values.</summary>
    public GgufMetadata Metadata { get; }

    /// <summary>All tensors in the order of the file's directory.</summary>
    public IReadOnlyList<GgufTensor> Tensors { get; }

    /// <summary><c>general.architecture</c>.</summary>
    /// <exception cref="GgufFormatException">There is none, or it is not text.</exception>
    public string Architecture => Metadata["general.architecture"].AsString();

    /// <summary>SHA-256 over the whole file, as lower-case hexadecimal digits; computed when first asked for (about a second a gigabyte).</summary>
    public string ContentHash => _contentHash.Value;

    /// <summary>Opens a file through a memory map.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="GgufFormatException">Damaged, truncated, hostile, or of another version.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static GgufFile Open(string path) => GgufParser.Parse(new GgufContent(path));

    /// <summary>Reads a file that lies in memory; nothing is copied.</summary>
    /// <param name="bytes">The whole file; must not change while the result is in use.</param>
    /// <param name="name">Name for messages.</param>
    /// <exception cref="GgufFormatException">Damaged, truncated, hostile, or of another version.</exception>
    public static GgufFile Read(ReadOnlyMemory<byte> bytes, string name) => GgufParser.Parse(new GgufContent(bytes, name));

    /// <summary>The tensor of a name.</summary>
    /// <exception cref="GgufFormatException">There is none.</exception>
    public GgufTensor Tensor(string name) => TryGetTensor(name, out GgufTensor? tensor)
        ? tensor
        : throw new GgufFormatException(Name, -1, $"tensor '{name}' is missing", "the file is incomplete or of another kind of model: fetch or export it again");

    /// <summary>Whether there is a tensor of a name.</summary>
    public bool TryGetTensor(string name, [NotNullWhen(true)] out GgufTensor? tensor) => _byName.TryGetValue(name, out tensor);

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    private string ComputeContentHash()
    {
        // A mapped file is read as a stream: hashing through the map would make all of it resident.
        if (_content.IsMapped)
        {
            using var stream = new FileStream(Name, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(SHA256.HashData(_content.Slice(0, (int)_content.Length).Span));
    }
}
