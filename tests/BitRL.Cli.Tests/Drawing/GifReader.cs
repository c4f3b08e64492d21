using BitRL.Cli.Drawing;

namespace BitRL.Cli.Tests.Drawing;

/// <summary>Reads what a viewer would show, written from the format's description and sharing nothing with the writer.</summary>
internal sealed class GifReader
{
    private readonly byte[] _bytes;
    private int _at;

    private GifReader(byte[] bytes) => _bytes = bytes;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public bool RepeatsForEver { get; private set; }

    public List<(Rgb[] Pixels, int Delay)> Frames { get; } = [];

    public static GifReader Read(byte[] bytes)
    {
        var reader = new GifReader(bytes);
        reader.Read();
        return reader;
    }

    private void Read()
    {
        if (System.Text.Encoding.ASCII.GetString(_bytes, 0, 6) != "GIF89a")
        {
            throw new InvalidDataException("no GIF");
        }

        _at = 6;
        (Width, Height) = (Number(), Number());
        int flags = _bytes[_at];
        _at += 3;
        var palette = new Rgb[2 << (flags & 7)];
        for (int i = 0; i < palette.Length; i++)
        {
            palette[i] = new Rgb(_bytes[_at++], _bytes[_at++], _bytes[_at++]);
        }

        var canvas = new Rgb[Width * Height];
        int delay = 0;
        while (true)
        {
            switch (_bytes[_at++])
            {
                case 0x21 when _bytes[_at++] == 0xF9:
                    _at += 2; // size, flags
                    delay = Number();
                    _at += 2; // transparent colour, end
                    break;
                case 0x21:
                    RepeatsForEver |= System.Text.Encoding.ASCII.GetString(_bytes, _at + 1, 8) == "NETSCAPE" && _bytes[_at + 14] == 0 && _bytes[_at + 15] == 0;
                    Blocks();
                    break;
                case 0x2C:
                    Draw(canvas, palette);
                    Frames.Add(([.. canvas], delay));
                    break;
                case 0x3B:
                    if (_at != _bytes.Length)
                    {
                        throw new InvalidDataException("bytes after the end");
                    }

                    return;
                default:
                    throw new InvalidDataException($"unknown block at {_at}");
            }
        }
    }

    private void Draw(Rgb[] canvas, Rgb[] palette)
    {
        (int x, int y, int width, int height) = (Number(), Number(), Number(), Number());
        _at++; // no table of its own, not interlaced
        int codeSize = _bytes[_at++];
        byte[] indices = Decode(Blocks(), codeSize, width * height);
        for (int i = 0; i < indices.Length; i++)
        {
            canvas[((y + (i / width)) * Width) + x + (i % width)] = palette[indices[i]];
        }
    }

    private static byte[] Decode(byte[] data, int codeSize, int pixels)
    {
        int clear = 1 << codeSize;
        var words = new List<byte[]>();
        var output = new List<byte>();
        byte[]? previous = null;
        int width = codeSize + 1;
        int bit = 0;
        while (true)
        {
            int code = 0;
            for (int i = 0; i < width; i++, bit++)
            {
                code |= ((data[bit / 8] >> (bit % 8)) & 1) << i;
            }

            if (code == clear)
            {
                words = [.. Enumerable.Range(0, clear).Select(i => new[] { (byte)i }), [], []];
                width = codeSize + 1;
                previous = null;
                continue;
            }

            if (code == clear + 1)
            {
                return output.Count == pixels ? [.. output] : throw new InvalidDataException($"{output.Count} pixels instead of {pixels}");
            }

            byte[] word = code < words.Count ? words[code] : [.. previous!, previous![0]];
            if (previous is not null && words.Count < 4096)
            {
                words.Add([.. previous, word[0]]);
            }

            output.AddRange(word);
            previous = word;
            if (words.Count == 1 << width && width < 12)
            {
                width++;
            }
        }
    }

    private byte[] Blocks()
    {
        var content = new List<byte>();
        for (int size = _bytes[_at++]; size > 0; size = _bytes[_at++])
        {
            content.AddRange(_bytes.AsSpan(_at, size));
            _at += size;
        }

        return [.. content];
    }

    private int Number()
    {
        _at += 2;
        return _bytes[_at - 2] | (_bytes[_at - 1] << 8);
    }
}
