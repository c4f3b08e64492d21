using System.Text;

namespace BitRL.Generators.Emission;

/// <summary>Collects a part of the text; neighbouring words become one segment, which is one copy at run time.</summary>
internal sealed class TextPart
{
    private readonly List<Segment> _segments = [];
    private readonly StringBuilder _words = new();

    public TextPart Say(string words)
    {
        _words.Append(words);
        return this;
    }

    public TextPart Add(Segment value)
    {
        Flush();
        _segments.Add(value);
        return this;
    }

    public IReadOnlyList<Segment> End()
    {
        Flush();
        return _segments;
    }

    private void Flush()
    {
        if (_words.Length > 0)
        {
            _segments.Add(new WordsSegment(_words.ToString()));
            _words.Clear();
        }
    }
}
