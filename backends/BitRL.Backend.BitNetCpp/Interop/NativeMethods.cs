using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BitRL.Contracts.Backends;

[assembly: DisableRuntimeMarshalling]

namespace BitRL.Backend.BitNetCpp.Interop;

/// <summary>The functions of bitrl_kernels.h, which documents them. Only blittable arguments; nothing is checked here.</summary>
internal static unsafe partial class NativeMethods
{
    /// <summary>What the resolver listens to.</summary>
    public const string Library = "bitrl_kernels";

    /// <summary>The version of the interface that these declarations are of.</summary>
    public const uint AbiVersion = 1;

    /// <summary>Rows of int8 may be read so many bytes past their end, and their stride is a multiple of this.</summary>
    public const int RowAlignment = 64;

    [LibraryImport(Library)]
    public static partial uint bitrl_abi_version();

    [LibraryImport(Library)]
    public static partial int bitrl_layout(int which, int* offsets, int capacity);

    [LibraryImport(Library)]
    public static partial nint bitrl_buffer_create(long bytes);

    [LibraryImport(Library)]
    public static partial void bitrl_buffer_release(nint buffer);

    [LibraryImport(Library)]
    public static partial int bitrl_variant_count();

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_variant(int index, NativeVariantInfo* info);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_device_open(NativeDeviceOptions* options, nint* device, byte* message, int capacity);

    [LibraryImport(Library)]
    public static partial void bitrl_device_close(nint device);

    [LibraryImport(Library)]
    public static partial int bitrl_device_variant(nint device);

    [LibraryImport(Library)]
    public static partial void bitrl_device_measure(nint device, NativeTuning* tuning);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_device_tune(nint device, NativeTuning* tuning);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_ternary_load(nint device, byte* codes, int outputs, int inputs, float scale, int weights, nint* matrix);

    [LibraryImport(Library)]
    public static partial long bitrl_ternary_bytes(nint matrix);

    [LibraryImport(Library)]
    public static partial void bitrl_ternary_release(nint matrix);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_dense_load(nint device, float* values, int outputs, int inputs, nint* matrix);

    [LibraryImport(Library)]
    public static partial long bitrl_dense_bytes(nint matrix);

    [LibraryImport(Library)]
    public static partial void bitrl_dense_release(nint matrix);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_queue_create(nint device, int workers, int spinMicroseconds, int pin, nint* queue);

    [LibraryImport(Library)]
    public static partial void bitrl_queue_release(nint queue);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_embed(nint queue, NativeEmbedding* arguments);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_rms_norm(nint queue, float* input, float* weight, float epsilon, int rows, int width, float* output);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_rms_norm_quantize(nint queue, float* input, float* weight, float epsilon, int rows, NativeQuantized* output);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_ternary_multiply(nint queue, NativeQuantized* input, nint matrix, int rows, float* output, int accumulate);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_dense_multiply(nint queue, float* input, nint matrix, int rows, float* output, int accumulate);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_rope(nint queue, float* values, int* positions, int rows, int maxContext, int heads, int headSize, float frequencyBase);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_attend(nint queue, NativeAttention* arguments);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_gate(nint queue, GateActivation activation, float* gate, float* up, int rows, int width, float* output);

    [LibraryImport(Library)]
    public static partial NativeStatus bitrl_pool(nint queue, Pooling pooling, SequenceSpan* sequences, int count, float* input, int width, float* output);
}
