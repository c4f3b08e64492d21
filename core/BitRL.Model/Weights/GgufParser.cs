using System.Collections.Immutable;
using System.Numerics;

namespace BitRL.Model.Weights;

/// <summary>Reads the directory of a GGUF file. Every count and length is checked against the bytes that remain before anything is allocated for it.</summary>
internal sealed class GgufParser
{
    private const uint Magic = 0x46554747; // "GGUF"
    private const int MinimumMetadataBytes = 8 + 4 + 1;
    private const int MinimumTensorBytes = 8 + 1 + 4 + 8 + 4 + 8;
    private const int MaximumKeyBytes = 65_535;
    private const int MaximumTensorNameBytes = 255;
    private const int MaximumDimensions = 4;
    private const int DefaultAlignment = 32;
    private const int MaximumAlignment = 1 << 20;

    private readonly GgufContent _content;
    private readonly GgufCursor _cursor;

    private GgufParser(GgufContent content)
    {
        _content = content;
        _cursor = new GgufCursor(content);
    }

    /// <summary>Reads the directory; the result owns <paramref name="content"/>, which is disposed when reading fails.</summary>
    public static GgufFile Parse(GgufContent content)
    {
        try
        {
            return new GgufParser(content).ParseFile();
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private GgufFile ParseFile()
    {
        uint magic = _cursor.ReadUInt32("the magic number");
        if (magic != Magic)
        {
            throw new GgufFormatException(_content.Name, 0, $"starts with 0x{magic:x8} instead of 'GGUF'", "give a model in the GGUF format");
        }

        uint version = _cursor.ReadUInt32("the version");
        if (version is not (2 or 3))
        {
            throw new GgufFormatException(_content.Name, 4, $"has GGUF version {version}", "versions 2 and 3, little-endian, can be read: convert the file");
        }

        int tensorCount = _cursor.ReadCount("tensors", MinimumTensorBytes);
        int metadataCount = _cursor.ReadCount("metadata keys", MinimumMetadataBytes);
        GgufMetadata metadata = ReadMetadata(metadataCount);
        TensorEntry[] entries = ReadDirectory(tensorCount);
        int alignment = metadata.GetInteger("general.alignment", 1, MaximumAlignment, DefaultAlignment);
        if (!BitOperations.IsPow2(alignment))
        {
            throw metadata["general.alignment"].Error($"key 'general.alignment' is {alignment}, which is not a power of two");
        }

        return new GgufFile(_content, (int)version, metadata, Place(entries, alignment));
    }

    private GgufMetadata ReadMetadata(int count)
    {
        var metadata = new GgufMetadata(_content.Name);
        for (int i = 0; i < count; i++)
        {
            long start = _cursor.Position;
            string key = _cursor.ReadName("a metadata key", MaximumKeyBytes);
            var type = (GgufValueType)_cursor.ReadUInt32($"the type of key '{key}'");
            GgufValue value = type == GgufValueType.Array ? ReadArray(key) : ReadValue(key, type);
            if (!metadata.TryAdd(value))
            {
                throw new GgufFormatException(_content.Name, start, $"metadata key '{key}' occurs twice");
            }
        }

        return metadata;
    }

    private GgufValue ReadValue(string key, GgufValueType type)
    {
        int length = type == GgufValueType.String ? _cursor.ReadLength($"key '{key}'") : ScalarBytes(key, type);
        long start = _cursor.Skip(length, $"the value of key '{key}'");
        return new GgufValue(_content, key, type, type, 1, start, length);
    }

    private GgufValue ReadArray(string key)
    {
        var elementType = (GgufValueType)_cursor.ReadUInt32($"the element type of key '{key}'");
        if (elementType == GgufValueType.Array)
        {
            throw new GgufFormatException(_content.Name, _cursor.Position - 4, $"key '{key}' is an array of arrays", "such metadata is not supported: export the model without it");
        }

        bool isText = elementType == GgufValueType.String;
        int elementBytes = isText ? 8 : ScalarBytes(key, elementType);
        int count = _cursor.ReadCount($"elements of key '{key}'", elementBytes);
        long start = _cursor.Position;
        if (isText)
        {
            string what = $"key '{key}'";
            for (int i = 0; i < count; i++)
            {
                _cursor.Skip(_cursor.ReadLength(what), what);
            }
        }
        else
        {
            _cursor.Skip((long)count * elementBytes, $"the elements of key '{key}'");
        }

        return new GgufValue(_content, key, GgufValueType.Array, elementType, count, start, (int)(_cursor.Position - start));
    }

    private int ScalarBytes(string key, GgufValueType type) => GgufTypes.ScalarBytes(type) is var bytes and > 0
        ? bytes
        : throw new GgufFormatException(_content.Name, _cursor.Position - 4, $"key '{key}' has the value type {(uint)type}, which does not exist");

    private TensorEntry[] ReadDirectory(int count)
    {
        var entries = new TensorEntry[count];
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            long start = _cursor.Position;
            string name = _cursor.ReadName("a tensor name", MaximumTensorNameBytes);
            if (!names.Add(name))
            {
                throw new GgufFormatException(_content.Name, start, $"tensor '{name}' occurs twice");
            }

            ImmutableArray<long> dimensions = ReadDimensions(name);
            var type = (GgufTensorType)_cursor.ReadUInt32($"the type of tensor '{name}'");
            ulong offset = _cursor.ReadUInt64($"the offset of tensor '{name}'");
            entries[i] = new TensorEntry(name, type, dimensions, offset, start);
        }

        return entries;
    }

    private ImmutableArray<long> ReadDimensions(string name)
    {
        uint rank = _cursor.ReadUInt32($"the rank of tensor '{name}'");
        if (rank is < 1 or > MaximumDimensions)
        {
            throw new GgufFormatException(_content.Name, _cursor.Position - 4, $"tensor '{name}' has {rank} dimensions, which is not from 1 to {MaximumDimensions}");
        }

        ImmutableArray<long>.Builder dimensions = ImmutableArray.CreateBuilder<long>((int)rank);
        long elements = 1;
        for (int d = 0; d < rank; d++)
        {
            ulong size = _cursor.ReadUInt64($"dimension {d} of tensor '{name}'");
            if (size is < 1 or > int.MaxValue || (UInt128)size * (ulong)elements > long.MaxValue)
            {
                throw new GgufFormatException(_content.Name, _cursor.Position - 8, $"tensor '{name}' has {size} as dimension {d}, which is not from 1 to {int.MaxValue} or makes too many elements");
            }

            elements *= (long)size;
            dimensions.Add((long)size);
        }

        return dimensions.MoveToImmutable();
    }

    private GgufTensor[] Place(TensorEntry[] entries, int alignment)
    {
        long dataStart = (_cursor.Position + alignment - 1) / alignment * alignment;
        GgufTensor[] tensors = [.. entries.Select(entry => Place(entry, dataStart, alignment))];
        GgufTensor? before = null;
        foreach (GgufTensor tensor in tensors.OrderBy(t => t.FileOffset))
        {
            if (before is not null && tensor.FileOffset < before.FileOffset + Math.Max(1, before.ByteCount))
            {
                throw tensor.Error($"tensor '{tensor.Name}' overlaps tensor '{before.Name}'");
            }

            before = tensor;
        }

        return tensors;
    }

    private GgufTensor Place(TensorEntry entry, long dataStart, int alignment)
    {
        if (entry.Offset % (ulong)alignment != 0)
        {
            throw new GgufFormatException(_content.Name, entry.Position, $"tensor '{entry.Name}' has the offset {entry.Offset}, which is not a multiple of {alignment}");
        }

        int multiple = GgufTypes.RowMultiple(entry.Type);
        if (multiple > 0 && entry.Dimensions[0] % multiple != 0)
        {
            throw new GgufFormatException(_content.Name, entry.Position, $"tensor '{entry.Name}' of type {entry.Type} has rows of {entry.Dimensions[0]}, which is not a multiple of {multiple}");
        }

        long room = _content.Length - dataStart;
        long bytes = SizeWithin(entry, room);
        if (room < 0 || entry.Offset > (ulong)room || bytes > room - (long)entry.Offset)
        {
            throw new GgufFormatException(
                _content.Name, entry.Position, $"tensor '{entry.Name}' needs {bytes} bytes at offset {entry.Offset} of {Math.Max(0, room)} bytes of data", "the file is truncated or damaged: fetch or export it again");
        }

        return new GgufTensor(_content, entry.Name, entry.Type, entry.Dimensions, dataStart + (long)entry.Offset, bytes);
    }

    // A size that overflows certainly does not fit.
    private static long SizeWithin(TensorEntry entry, long room)
    {
        UInt128 elements = 1;
        foreach (long dimension in entry.Dimensions)
        {
            elements *= (ulong)dimension;
        }

        return elements / 4 > (UInt128)Math.Max(0, room) ? long.MaxValue : GgufTypes.TensorBytes(entry.Type, (long)elements);
    }

    private sealed record TensorEntry(string Name, GgufTensorType Type, ImmutableArray<long> Dimensions, ulong Offset, long Position);
}
