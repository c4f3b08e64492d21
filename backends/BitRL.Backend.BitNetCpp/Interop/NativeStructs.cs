using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BitRL.Backend.BitNetCpp.Interop;

// The structures of bitrl_kernels.h, field by field; a test compares every offset with the library's own.

/// <summary><c>bitrl_variant_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeVariantInfo
{
    public byte* Name;
    public byte* Title;
    public byte* Needs;
    public int Supported;
    public int Score;
}

/// <summary><c>bitrl_device_options</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeDeviceOptions
{
    public int Variant;
    public int Method;
}

/// <summary><c>bitrl_tuning</c>: nanoseconds of two methods, [rows][outputs] each.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeTuning
{
    /// <summary>Numbers of each list: 6 counts of rows by 5 of outputs.</summary>
    public const int Count = 30;

    public Times Multiply;
    public Times Table;

    /// <summary>One list.</summary>
    [InlineArray(Count)]
    internal struct Times
    {
        private float _first;
    }
}

/// <summary><c>bitrl_quantized</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeQuantized
{
    public sbyte* Values;
    public float* Steps;
    public int* Sums;
    public int Width;
    public int Stride;
}

/// <summary><c>bitrl_attention</c>. Sequences are <see cref="Contracts.Backends.SequenceSpan"/>s, whose layout is that of <c>bitrl_sequence</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeAttention
{
    public float* Query;
    public float* Key;
    public float* Value;
    public float* PrefixKey;
    public float* PrefixValue;
    public float* Output;
    public Contracts.Backends.SequenceSpan* Sequences;
    public int SequenceCount;
    public int Heads;
    public int KeyValueHeads;
    public int HeadSize;
    public int Rows;
    public int MaxContext;
}

/// <summary><c>bitrl_embedding</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeEmbedding
{
    public void* Tokens;
    public void* Fields;
    public int* TokenIds;
    public int* Ordinals;
    public float* Output;
    public int Rows;
    public int Width;
    public int TokensAreHalf;
    public int FieldsAreHalf;
}
