namespace BitRL.Backend.Torch.Execution;

/// <summary>Factors of the rotary embedding, position by position, as wide as a head. Grows with the longest text; computed in float64.</summary>
internal sealed class RotationTable
{
    private const int FirstPositions = 128;

    private float[] _cos = [];
    private float[] _sin = [];
    private int _positions;
    private int _headSize;
    private float _frequencyBase;

    /// <summary>Makes sure that positions [0, count) are there.</summary>
    public void Prepare(int count, int headSize, float frequencyBase)
    {
        if (count <= _positions && headSize == _headSize && frequencyBase.Equals(_frequencyBase))
        {
            return;
        }

        _positions = Math.Max(FirstPositions, count + (count / 2));
        _headSize = headSize;
        _frequencyBase = frequencyBase;
        _cos = new float[_positions * headSize];
        _sin = new float[_positions * headSize];
        int half = headSize / 2;
        for (int j = 0; j < half; j++)
        {
            double frequency = Math.Pow(frequencyBase, -2.0 * j / headSize);
            for (int position = 0; position < _positions; position++)
            {
                (double sin, double cos) = Math.SinCos(position * frequency);
                int at = (position * headSize) + j;
                _cos[at] = _cos[at + half] = (float)cos;
                _sin[at] = -(float)sin;
                _sin[at + half] = (float)sin;
            }
        }
    }

    /// <summary>Cosines of a position, for both halves of a head.</summary>
    public ReadOnlySpan<float> Cos(int position) => _cos.AsSpan(position * _headSize, _headSize);

    /// <summary>Sines of a position: negated for the first half of a head.</summary>
    public ReadOnlySpan<float> Sin(int position) => _sin.AsSpan(position * _headSize, _headSize);
}
