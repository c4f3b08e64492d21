using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BitRL.Backend.Cpu.Table;

/// <summary>16 tokens: 256 bits.</summary>
internal readonly unsafe struct ShortVector256(Vector256<short> value) : IShortVector<ShortVector256>
{
    private readonly Vector256<short> _value = value;

    /// <inheritdoc/>
    public static int Count => Vector256<short>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector256 operator +(ShortVector256 left, ShortVector256 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector256 operator -(ShortVector256 left, ShortVector256 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector256 operator &(ShortVector256 left, ShortVector256 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector256 operator <<(ShortVector256 value, int shift) => new(value._value << shift);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector256 operator >>(ShortVector256 value, int shift) => new(value._value >> shift);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector256 Load(short* source) => new(Vector256.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ShortVector256 Plus(short* source) => new(Vector256.Add(_value, Vector256.Load(source)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector256 LoadBytes(byte* source) => new(Avx2.ConvertToVector256Int16(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector256 Create(short value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector256 Abs(ShortVector256 value) => new(Vector256.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyNegative(ShortVector256 value) => Vector256.LessThanAny(value._value, Vector256<short>.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(short* target) => Vector256.Store(_value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(int* target)
    {
        Vector256.Store(Vector256.Load(target) + Vector256.WidenLower(_value), target);
        int* upper = target + Vector256<int>.Count;
        Vector256.Store(Vector256.Load(upper) + Vector256.WidenUpper(_value), upper);
    }
}
