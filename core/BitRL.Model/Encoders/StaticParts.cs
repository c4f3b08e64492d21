namespace BitRL.Model.Encoders;

/// <summary>Gives each static part a number, so that caches need not compare it: the same text has the same number as long as it is among the last few.</summary>
internal sealed class StaticParts
{
    private const int Remembered = 8;
    private readonly byte[]?[] _texts = new byte[]?[Remembered];
    private readonly int[] _tags = new int[Remembered];
    private int _made;

    /// <summary>The number of a static part; allocates only when it is new.</summary>
    public int Tag(ReadOnlySpan<byte> text)
    {
        for (int i = 0; i < Remembered; i++)
        {
            if (_texts[i] is { } known && text.SequenceEqual(known))
            {
                return _tags[i];
            }
        }

        int place = _made % Remembered;
        _texts[place] = text.ToArray();
        _tags[place] = ++_made;
        return _made;
    }
}
