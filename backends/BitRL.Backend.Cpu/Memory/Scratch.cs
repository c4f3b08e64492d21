namespace BitRL.Backend.Cpu.Memory;

/// <summary>Working memory of one worker. It grows to the largest request and is then used again and again: no allocation in steady state.</summary>
internal sealed class Scratch : IDisposable
{
    private AlignedBuffer? _buffer;

    /// <summary>Gives at least so many bytes, aligned to 64, with undefined content; the previous rent is void.</summary>
    public unsafe byte* Rent(long bytes)
    {
        if (_buffer is null || _buffer.Bytes < bytes)
        {
            _buffer?.Dispose();
            _buffer = null;
            _buffer = new AlignedBuffer(bytes);
        }

        return _buffer.Pointer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffer?.Dispose();
        _buffer = null;
    }
}
