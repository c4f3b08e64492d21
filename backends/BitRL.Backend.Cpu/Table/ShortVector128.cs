using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BitRL.Backend.Cpu.Table;

/// <summary>8 tokens: 128 bits.</summary>
internal readonly unsafe struct ShortVector128(Vector128<short> value) : IShortVector<ShortVector128>
{
    private readonly Vector128<short> _value = value;

    /// <inheritdoc/>
    public static int Count => Vector128<short>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector128 operator +(ShortVector128 left, ShortVector128 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector128 operator -(ShortVector128 left, ShortVector128 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector128 operator &(ShortVector128 left, ShortVector128 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector128 operator <<(ShortVector128 value, int shift) => new(value._value << shift);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector128 operator >>(ShortVector128 value, int shift) => new(value._value >> shift);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector128 Load(short* source) => new(Vector128.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ShortVector128 Plus(short* source) => new(Vector128.Add(_value, Vector128.Load(source)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector128 LoadBytes(byte* source) => new(Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)source).AsByte()).AsInt16());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector128 Create(short value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector128 Abs(ShortVector128 value) => new(Vector128.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyNegative(ShortVector128 value) => Vector128.LessThanAny(value._value, Vector128<short>.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(short* target) => Vector128.Store(_value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(int* target)
    {
        Vector128.Store(Vector128.Load(target) + Vector128.WidenLower(_value), target);
        int* upper = target + Vector128<int>.Count;
        Vector128.Store(Vector128.Load(upper) + Vector128.WidenUpper(_value), upper);
    }
}
