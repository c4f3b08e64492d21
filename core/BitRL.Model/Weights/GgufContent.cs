using System.IO.MemoryMappedFiles;

namespace BitRL.Model.Weights;

/// <summary>The bytes of a GGUF file: a read-only memory map (only pages that are used become resident) or memory.</summary>
internal sealed unsafe class GgufContent : IDisposable
{
    private readonly MemoryMappedFile? _map;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _start;
    private readonly ReadOnlyMemory<byte> _memory;
    private bool _isDisposed;

    /// <summary>Uses memory.</summary>
    public GgufContent(ReadOnlyMemory<byte> memory, string name)
    {
        _memory = memory;
        Length = memory.Length;
        Name = name;
    }

    /// <summary>Maps a file for reading.</summary>
    public GgufContent(string path)
    {
        Name = path;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        Length = stream.Length;
        if (Length == 0)
        {
            return;
        }

        _map = MemoryMappedFile.CreateFromFile(stream, mapName: null, Length, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        byte* pointer = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        _start = pointer + _view.PointerOffset;
    }

    /// <summary>Path or name, for messages.</summary>
    public string Name { get; }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    /// <summary>Whether the bytes lie in a mapped file rather than in memory.</summary>
    public bool IsMapped => _view is not null;

    /// <summary>Bytes [offset, offset + length), which were checked to lie inside.</summary>
    public ReadOnlyMemory<byte> Slice(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (offset < 0 || offset > Length - length)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, $"{length} bytes from there do not lie within {Length}");
        }

        return _view is null ? _memory.Slice((int)offset, length) : new MappedMemory(_start + offset, length).Memory;
    }

    /// <summary>Tells the system that bytes will not be read soon: pages of the map stop being resident, and come back from the file if they are read all the same.</summary>
    public void Release(long offset, long length)
    {
        if (_view is not null && !_isDisposed)
        {
            PageAdvice.Release(_start + offset, length);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (_view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
        }

        _map?.Dispose();
    }
}
