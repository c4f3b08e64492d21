using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BitRL.Backend.Cpu.Table;

/// <summary>32 tokens: 512 bits.</summary>
internal readonly unsafe struct ShortVector512(Vector512<short> value) : IShortVector<ShortVector512>
{
    private readonly Vector512<short> _value = value;

    /// <inheritdoc/>
    public static int Count => Vector512<short>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector512 operator +(ShortVector512 left, ShortVector512 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector512 operator -(ShortVector512 left, ShortVector512 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector512 operator &(ShortVector512 left, ShortVector512 right) => new(left._value & right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector512 operator <<(ShortVector512 value, int shift) => new(value._value << shift);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector512 operator >>(ShortVector512 value, int shift) => new(value._value >> shift);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector512 Load(short* source) => new(Vector512.Load(source));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ShortVector512 Plus(short* source) => new(Vector512.Add(_value, Vector512.Load(source)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector512 LoadBytes(byte* source) => new(Avx512BW.ConvertToVector512Int16(Vector256.Load(source)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector512 Create(short value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ShortVector512 Abs(ShortVector512 value) => new(Vector512.Abs(value._value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyNegative(ShortVector512 value) => Vector512.LessThanAny(value._value, Vector512<short>.Zero);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(short* target) => Vector512.Store(_value, target);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(int* target)
    {
        Vector512.Store(Vector512.Load(target) + Vector512.WidenLower(_value), target);
        int* upper = target + Vector512<int>.Count;
        Vector512.Store(Vector512.Load(upper) + Vector512.WidenUpper(_value), upper);
    }
}
