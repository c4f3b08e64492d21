using System.Runtime.CompilerServices;

namespace BitRL.Ppo.Networks.Simd;

/// <summary>
/// Zeroed floats at an address that is a multiple of 64 bytes, so that no vector load crosses a cache line. Managed and pinned: nothing to
/// dispose. Not thread-safe.
/// </summary>
internal sealed class AlignedBuffer
{
    /// <summary>Rows of matrices are padded with zeros to a multiple of this many floats: the widest register.</summary>
    public const int Lanes = 16;

    private readonly float[] _values;
    private readonly int _offset;

    public unsafe AlignedBuffer(int length)
    {
        Length = length;
        _values = GC.AllocateArray<float>(length + Lanes, pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref _values[0]);
        _offset = (int)((64 - (address & 63)) & 63) / sizeof(float);
    }

    public int Length { get; }

    public Span<float> Span => _values.AsSpan(_offset, Length);

    /// <summary>The smallest multiple of <see cref="Lanes"/> that is not below a count.</summary>
    public static int Pad(int count) => (count + Lanes - 1) / Lanes * Lanes;
}
