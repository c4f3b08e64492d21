using BitRL.Backend.Cpu.Memory;

namespace BitRL.Backend.Cpu.Execution;

/// <summary>Cosines and sines of the rotary embedding, position by position. Grows with the longest text; computed in float64.</summary>
internal sealed unsafe class RotationTable : IDisposable
{
    private const int FirstPositions = 128;

    private AlignedBuffer? _buffer;
    private int _positions;
    private int _half;
    private float _frequencyBase;

    /// <summary>Makes sure that positions [0, count) are there.</summary>
    public void Prepare(int count, int headSize, float frequencyBase)
    {
        int half = headSize / 2;
        if (_buffer is not null && count <= _positions && half == _half && frequencyBase.Equals(_frequencyBase))
        {
            return;
        }

        int positions = Math.Max(FirstPositions, count + (count / 2));
        _buffer?.Dispose();
        _buffer = null;
        _buffer = new AlignedBuffer((long)positions * headSize * sizeof(float));
        _positions = positions;
        _half = half;
        _frequencyBase = frequencyBase;
        for (int j = 0; j < half; j++)
        {
            double frequency = Math.Pow(frequencyBase, -2.0 * j / headSize);
            for (int position = 0; position < positions; position++)
            {
                (double sin, double cos) = Math.SinCos(position * frequency);
                Cos(position)[j] = (float)cos;
                Sin(position)[j] = (float)sin;
            }
        }
    }

    /// <summary>headSize/2 cosines of a position.</summary>
    public float* Cos(int position) => (float*)_buffer!.Pointer + ((long)position * _half * 2);

    /// <summary>headSize/2 sines of a position.</summary>
    public float* Sin(int position) => Cos(position) + _half;

    /// <inheritdoc/>
    public void Dispose() => _buffer?.Dispose();
}
