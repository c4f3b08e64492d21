namespace BitRL.Cli.Drawing;

/// <summary>The compression of GIF: LZW with codes that grow from code size + 1 to 12 bits, least significant bit first, in blocks of up to 255 bytes.</summary>
internal sealed class LzwEncoder(Stream stream, int codeSize)
{
    private const int MostCodes = 4096;
    private const int BlockSize = 255;

    /// <summary>A prime above 5/4 of the codes, so that probing stays short.</summary>
    private const int TableSize = 5003;

    private readonly int[] _keys = new int[TableSize];
    private readonly short[] _codes = new short[TableSize];
    private readonly byte[] _block = new byte[BlockSize];
    private int _blockLength;
    private int _bits;
    private int _bitCount;
    private int _width;
    private int _nextCode;

    private int ClearCode => 1 << codeSize;

    private int EndCode => ClearCode + 1;

    /// <summary>Writes the image data of a frame: code size, blocks, terminator.</summary>
    /// <param name="indices">Colours, at least one, each below 2^code size.</param>
    public void Write(ReadOnlySpan<byte> indices)
    {
        stream.WriteByte((byte)codeSize);
        (_blockLength, _bits, _bitCount) = (0, 0, 0);
        Restart();
        int prefix = indices[0];
        foreach (byte index in indices[1..])
        {
            int key = (prefix << 8) | index;
            int slot = Find(key);
            if (_keys[slot] == key)
            {
                prefix = _codes[slot];
                continue;
            }

            Emit(prefix);
            prefix = index;
            if (_nextCode == MostCodes)
            {
                Restart();
                continue;
            }

            (_keys[slot], _codes[slot]) = (key, (short)_nextCode);
            if (_nextCode == 1 << _width)
            {
                _width++;
            }

            _nextCode++;
        }

        Emit(prefix);
        Emit(EndCode);
        Finish();
    }

    private void Restart()
    {
        if (_width == 0)
        {
            _width = codeSize + 1;
        }

        Emit(ClearCode);
        _keys.AsSpan().Fill(-1);
        _width = codeSize + 1;
        _nextCode = EndCode + 1;
    }

    /// <summary>The slot of a key, or the empty one where it belongs.</summary>
    private int Find(int key)
    {
        int slot = (int)((uint)(key * 2654435761L >> 8) % TableSize);
        while (_keys[slot] != key && _keys[slot] != -1)
        {
            slot = slot + 1 == TableSize ? 0 : slot + 1;
        }

        return slot;
    }

    private void Emit(int code)
    {
        _bits |= code << _bitCount;
        _bitCount += _width;
        while (_bitCount >= 8)
        {
            Put((byte)_bits);
            _bits >>= 8;
            _bitCount -= 8;
        }
    }

    private void Put(byte value)
    {
        _block[_blockLength++] = value;
        if (_blockLength == BlockSize)
        {
            FlushBlock();
        }
    }

    private void Finish()
    {
        if (_bitCount > 0)
        {
            Put((byte)_bits);
        }

        FlushBlock();
        stream.WriteByte(0);
        _width = 0;
    }

    private void FlushBlock()
    {
        if (_blockLength > 0)
        {
            stream.WriteByte((byte)_blockLength);
            stream.Write(_block, 0, _blockLength);
            _blockLength = 0;
        }
    }
}
