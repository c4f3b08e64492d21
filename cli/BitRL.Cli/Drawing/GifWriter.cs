using System.Buffers.Binary;
using System.Text;

namespace BitRL.Cli.Drawing;

/// <summary>Writes an animated GIF (89a) that repeats for ever. A frame holds only the rectangle that changed; an unchanged frame lengthens the one before.</summary>
internal sealed class GifWriter : IDisposable
{
    private const int CodeSize = 8;
    private const int LongestDelay = ushort.MaxValue;

    private readonly Stream _stream;
    private readonly GifPalette _palette;
    private readonly int _width;
    private readonly int _height;
    private readonly LzwEncoder _encoder;
    private byte[] _shown;
    private byte[] _next;
    private (int X, int Y, int Width, int Height) _changed;
    private int _delay;
    private bool _hasFrame;

    /// <param name="stream">Written at once; still the caller's.</param>
    /// <param name="width">1 … 65,535 pixels.</param>
    /// <param name="height">1 … 65,535 pixels.</param>
    /// <param name="palette">Colours.</param>
    public GifWriter(Stream stream, int width, int height, GifPalette palette)
    {
        _stream = stream;
        _palette = palette;
        _width = width;
        _height = height;
        _encoder = new LzwEncoder(stream, CodeSize);
        _shown = new byte[width * height];
        _next = new byte[width * height];
        WriteHeader();
    }

    /// <summary>Adds a frame.</summary>
    /// <param name="picture">Of the size given at the start.</param>
    /// <param name="delay">How long it stays, in hundredths of a second, at least 1.</param>
    public void Add(Raster picture, int delay)
    {
        var pixels = picture.Pixels;
        for (int i = 0; i < _next.Length; i++)
        {
            _next[i] = _palette.IndexOf(pixels[i]);
        }

        var changed = _hasFrame ? Changed() : (0, 0, _width, _height);
        if (changed.Item3 == 0)
        {
            _delay += delay;
            return;
        }

        Flush();
        (_shown, _next) = (_next, _shown);
        _changed = changed;
        _delay = delay;
        _hasFrame = true;
    }

    /// <summary>Writes the last frame and the end.</summary>
    public void Dispose()
    {
        Flush();
        _stream.WriteByte(0x3B);
    }

    private void WriteHeader()
    {
        _stream.Write("GIF89a"u8);
        WriteNumber(_width);
        WriteNumber(_height);
        _stream.Write([0xF7, 0, 0]); // a table of 256 colours; background 0; square pixels
        foreach (var color in _palette.Colors)
        {
            _stream.Write([color.R, color.G, color.B]);
        }

        _stream.Write([0x21, 0xFF, 11]);
        _stream.Write(Encoding.ASCII.GetBytes("NETSCAPE2.0"));
        _stream.Write([3, 1, 0, 0, 0]); // again and again
    }

    private void Flush()
    {
        if (!_hasFrame)
        {
            return;
        }

        _stream.Write([0x21, 0xF9, 4, 0b100]); // the next frame is drawn over this one
        WriteNumber(Math.Min(_delay, LongestDelay));
        _stream.Write([0, 0, 0x2C]);
        WriteNumber(_changed.X);
        WriteNumber(_changed.Y);
        WriteNumber(_changed.Width);
        WriteNumber(_changed.Height);
        _stream.WriteByte(0);
        byte[] rectangle = new byte[_changed.Width * _changed.Height];
        for (int y = 0; y < _changed.Height; y++)
        {
            _shown.AsSpan(((_changed.Y + y) * _width) + _changed.X, _changed.Width).CopyTo(rectangle.AsSpan(y * _changed.Width));
        }

        _encoder.Write(rectangle);
        _hasFrame = false;
    }

    /// <summary>The smallest rectangle that holds all pixels that differ from what is shown; of width 0 where none does.</summary>
    private (int X, int Y, int Width, int Height) Changed()
    {
        (int left, int top, int right, int bottom) = (_width, _height, 0, 0);
        for (int y = 0; y < _height; y++)
        {
            var before = _shown.AsSpan(y * _width, _width);
            var now = _next.AsSpan(y * _width, _width);
            int same = before.CommonPrefixLength(now);
            if (same == _width)
            {
                continue;
            }

            int last = _width - 1;
            while (before[last] == now[last])
            {
                last--;
            }

            (left, right) = (Math.Min(left, same), Math.Max(right, last + 1));
            (top, bottom) = (Math.Min(top, y), y + 1);
        }

        return right == 0 ? (0, 0, 0, 0) : (left, top, right - left, bottom - top);
    }

    private void WriteNumber(int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, checked((ushort)value));
        _stream.Write(bytes);
    }
}
