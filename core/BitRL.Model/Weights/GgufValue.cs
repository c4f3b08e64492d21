using System.Buffers.Binary;
using System.Text;

namespace BitRL.Model.Weights;

/// <summary>One metadata value; it points into the file. Reading it as another type than it has throws.</summary>
public sealed class GgufValue
{
    private readonly GgufContent _content;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly long _offset;

    internal GgufValue(GgufContent content, string key, GgufValueType type, GgufValueType elementType, int count, long offset, int length)
    {
        _content = content;
        _offset = offset;
        _bytes = content.Slice(offset, length);
        Key = key;
        Type = type;
        ElementType = elementType;
        Count = count;
    }

    /// <summary>The key.</summary>
    public string Key { get; }

    /// <summary>The type.</summary>
    public GgufValueType Type { get; }

    /// <summary>Type of the elements of an array; of any other value its type.</summary>
    public GgufValueType ElementType { get; }

    /// <summary>Elements of an array; 1 of any other value.</summary>
    public int Count { get; }

    /// <summary>The bytes of the value as they lie in the file, without lengths before a text or array.</summary>
    internal ReadOnlyMemory<byte> Payload => _bytes;

    /// <summary>The value as a whole number.</summary>
    /// <exception cref="GgufFormatException">It is not a scalar of whole-number type, or does not fit.</exception>
    public long AsInteger()
    {
        ReadOnlySpan<byte> b = _bytes.Span;
        return Type switch
        {
            GgufValueType.UInt8 => b[0],
            GgufValueType.Int8 => (sbyte)b[0],
            GgufValueType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(b),
            GgufValueType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(b),
            GgufValueType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(b),
            GgufValueType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(b),
            GgufValueType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(b),
            GgufValueType.UInt64 when BinaryPrimitives.ReadUInt64LittleEndian(b) is var u and <= long.MaxValue => (long)u,
            _ => throw Unfit("a whole number"),
        };
    }

    /// <summary>The value as a number.</summary>
    /// <exception cref="GgufFormatException">It is not a number.</exception>
    public double AsNumber() => Type switch
    {
        GgufValueType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(_bytes.Span),
        GgufValueType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(_bytes.Span),
        _ => AsInteger(),
    };

    /// <summary>The value as a truth value.</summary>
    /// <exception cref="GgufFormatException">It is of another type.</exception>
    public bool AsBoolean() => Type == GgufValueType.Boolean ? _bytes.Span[0] != 0 : throw Unfit("a truth value");

    /// <summary>The value as text; bytes that are not UTF-8 become U+FFFD.</summary>
    /// <exception cref="GgufFormatException">It is of another type.</exception>
    public string AsString() => Type == GgufValueType.String ? Encoding.UTF8.GetString(_bytes.Span) : throw Unfit("text");

    /// <summary>The elements of an array of texts, as bytes that point into the file.</summary>
    /// <exception cref="GgufFormatException">It is of another type.</exception>
    public ReadOnlyMemory<byte>[] AsTexts()
    {
        RequireArray(GgufValueType.String, "an array of texts");
        var texts = new ReadOnlyMemory<byte>[Count];
        ReadOnlyMemory<byte> rest = _bytes;
        for (int i = 0; i < texts.Length; i++)
        {
            // The lengths were checked when the file was opened.
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(rest.Span);
            texts[i] = rest.Slice(8, length);
            rest = rest[(8 + length)..];
        }

        return texts;
    }

    /// <summary>The elements of an array of texts, one after the other: for arrays of which only what is made of them is kept.</summary>
    /// <exception cref="GgufFormatException">It is of another type.</exception>
    internal TextEnumerator EnumerateTexts()
    {
        RequireArray(GgufValueType.String, "an array of texts");
        return new TextEnumerator(_bytes.Span, Count);
    }

    /// <summary>Says that its bytes will hardly be read again; see <see cref="GgufTensor.Release"/>.</summary>
    internal void Release() => _content.Release(_offset, _bytes.Length);

    /// <summary>The elements of an array of float32.</summary>
    /// <exception cref="GgufFormatException">It is of another type.</exception>
    public float[] AsFloats()
    {
        RequireArray(GgufValueType.Float32, "an array of float32");
        float[] values = new float[Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(_bytes.Span[(i * 4)..]);
        }

        return values;
    }

    /// <summary>The elements of an array of 32-bit whole numbers, signed or not.</summary>
    /// <exception cref="GgufFormatException">It is of another type.</exception>
    public int[] AsIntegers()
    {
        if (Type != GgufValueType.Array || ElementType is not (GgufValueType.Int32 or GgufValueType.UInt32))
        {
            throw Unfit("an array of 32-bit whole numbers");
        }

        int[] values = new int[Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(_bytes.Span[(i * 4)..]);
        }

        return values;
    }

    /// <summary>An exception about this value.</summary>
    internal GgufFormatException Error(string problem, string advice = GgufFormatException.DamagedAdvice) => new(_content.Name, _offset, problem, advice);

    private void RequireArray(GgufValueType elementType, string wanted)
    {
        if (Type != GgufValueType.Array || ElementType != elementType)
        {
            throw Unfit(wanted);
        }
    }

    /// <summary>Texts of an array in the file's order. The lengths were checked when the file was opened.</summary>
    internal ref struct TextEnumerator(ReadOnlySpan<byte> bytes, int count)
    {
        private ReadOnlySpan<byte> _rest = bytes;
        private int _left = count;

        public ReadOnlySpan<byte> Current { get; private set; }

        public readonly TextEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_left-- == 0)
            {
                return false;
            }

            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(_rest);
            Current = _rest.Slice(8, length);
            _rest = _rest[(8 + length)..];
            return true;
        }
    }

    private GgufFormatException Unfit(string wanted) =>
        Error(Type == GgufValueType.Array ? $"key '{Key}' is an array of {ElementType}, not {wanted}" : $"key '{Key}' is of type {Type}, not {wanted} that can be used");
}
