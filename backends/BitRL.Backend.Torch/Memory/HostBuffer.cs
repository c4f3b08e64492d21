using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Memory;

/// <summary>Host memory that managed code writes and libtorch reads without a copy. Grows; its content is lost then. One thread at a time.</summary>
/// <typeparam name="T">float, long, sbyte or Half.</typeparam>
internal sealed unsafe class HostBuffer<T>(Device device) : IDisposable
    where T : unmanaged
{
    private Tensor? _memory;
    private T* _pointer;
    private long _capacity;

    /// <summary>The first elements, to be written. Tensors that <see cref="Read"/> gave before may no longer be used.</summary>
    public Span<T> Write(int count)
    {
        if (count > _capacity)
        {
            _memory?.Dispose();
            _capacity = Math.Max(256, Math.Max(count, 2 * _capacity));
            _memory = empty(_capacity, dtype: ElementType, device: CPU).DetachFromDisposeScope();
            _pointer = (T*)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(_memory.bytes)); // libtorch's memory, which does not move
        }

        return new Span<T>(_pointer, count);
    }

    /// <summary>The first elements as a tensor on the device, of the current dispose scope: on the CPU a view, elsewhere a copy.</summary>
    public Tensor Read(int count)
    {
        Tensor view = _memory!.narrow(0, 0, count);
        return device.type == DeviceType.CPU ? view : view.to(device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory?.Dispose();
        _memory = null;
        _capacity = 0;
    }

    private static ScalarType ElementType => typeof(T) switch
    {
        var type when type == typeof(float) => ScalarType.Float32,
        var type when type == typeof(long) => ScalarType.Int64,
        var type when type == typeof(sbyte) => ScalarType.Int8,
        var type when type == typeof(Half) => ScalarType.Float16,
        _ => throw new NotSupportedException($"{typeof(T)} has no counterpart in libtorch"),
    };
}
