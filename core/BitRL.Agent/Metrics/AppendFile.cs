using System.Buffers.Text;
using System.Globalization;
using BitRL.Agent.Folders;

namespace BitRL.Agent.Metrics;

/// <summary>
/// A file that grows at its end, buffered here so that nothing is written behind our back after a failure. Its length is a position to which
/// a resumed run cuts it back. Appending allocates nothing.
/// </summary>
internal sealed class AppendFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;
    private readonly byte[] _buffer = new byte[1 << 14];
    private long _written;
    private int _buffered;

    /// <summary>Opens a file and cuts it to a length.</summary>
    /// <exception cref="RunFolderException">It cannot be written, or is shorter than that: something removed what a checkpoint knows of.</exception>
    public AppendFile(string path, long length)
    {
        _path = path;
        _written = length;
        _stream = FileGuard.Run(path, () =>
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            try
            {
                if (stream.Length < length)
                {
                    throw new RunFolderException($"'{path}' has {stream.Length} bytes and had {length} at the checkpoint: it was changed since; restore it, or start a new run with another --out");
                }

                if (stream.Length > length)
                {
                    stream.SetLength(length);
                }

                stream.Position = length;
                return stream;
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        });
    }

    /// <summary>Bytes appended in all.</summary>
    public long Length => _written + _buffered;

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_buffered == _buffer.Length)
            {
                Flush();
            }

            int part = Math.Min(bytes.Length, _buffer.Length - _buffered);
            bytes[..part].CopyTo(_buffer.AsSpan(_buffered));
            _buffered += part;
            bytes = bytes[part..];
        }
    }

    /// <summary>Appends a whole number as text.</summary>
    public void Append(long value)
    {
        Span<byte> text = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, text, out int length);
        Append(text[..length]);
    }

    /// <summary>Appends a number in the shortest form that reads back as the same bits; nothing for NaN.</summary>
    public void Append(double value)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        Append(text[..length]);
    }

    /// <summary>Hands the buffer to the system: it survives the process.</summary>
    /// <exception cref="RunFolderException">It cannot be written.</exception>
    public void Flush()
    {
        try
        {
            _stream.Write(_buffer, 0, _buffered);
            _written += _buffered;
            _buffered = 0;
        }
        catch (Exception e) when (FileGuard.IsFileFailure(e))
        {
            throw FileGuard.Translate(_path, e);
        }
    }

    /// <summary>Waits until all is on the disk: it survives the machine.</summary>
    /// <exception cref="RunFolderException">It cannot be written.</exception>
    public void FlushToDisk()
    {
        Flush();
        FileGuard.Run(_path, () => _stream.Flush(flushToDisk: true));
    }

    /// <summary>Closes the file; what was not flushed is dropped.</summary>
    public void Dispose() => _stream.Dispose();
}
