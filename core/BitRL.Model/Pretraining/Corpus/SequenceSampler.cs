using System.Buffers;
using System.Text;
using BitRL.Contracts.Observations;
using BitRL.Model.Tokenizer;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>Draws texts with their targets. Not thread-safe: it reuses its buffers.</summary>
internal sealed class SequenceSampler
{
    private readonly NumberTokenizer _tokenizer;
    private readonly int _maxTokens;
    private readonly int _ordinals;
    private readonly SchemaSampler _schemas;
    private readonly ValueSampler _values = new();
    private readonly CorpusPrinter _printer;
    private readonly ArrayBufferWriter<byte> _text = new(4096);
    private int[] _tokens = new int[4096];

    public SequenceSampler(NumberTokenizer tokenizer, CorpusOptions options, int ordinals)
    {
        _tokenizer = tokenizer;
        _maxTokens = options.MaxTokens;
        _ordinals = ordinals;
        _schemas = new SchemaSampler(options);
        _printer = new CorpusPrinter(options.RepeatOr);
    }

    /// <summary>Draws a text that is short enough.</summary>
    /// <param name="random">Advanced.</param>
    /// <param name="maxNumbers">Most numeric step fields now.</param>
    public CorpusSequence Next(ref CorpusRandom random, int maxNumbers)
    {
        while (true)
        {
            (CorpusSchema schema, TextStyle style) = _schemas.Next(ref random, maxNumbers);
            var values = new CorpusValue[schema.Fields.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = _values.Next(schema.Fields[i], ref random);
            }

            CorpusSequence sequence = Build(schema, values, style);
            if (sequence.Tokens.Length <= _maxTokens)
            {
                return sequence;
            }
        }
    }

    /// <summary>Prints and tokenizes an observation, and says where its values ended up.</summary>
    internal CorpusSequence Build(CorpusSchema schema, ReadOnlySpan<CorpusValue> values, TextStyle style)
    {
        _text.ResetWrittenCount();
        var ends = new int[values.Length];
        _printer.WriteStatic(schema, style, _text);
        int episodeStart = _text.WrittenCount;
        _printer.Write(schema, values, Per.Episode, style, _text, ends);
        int stepStart = _text.WrittenCount;
        _printer.Write(schema, values, Per.Step, style, _text, ends);

        ReadOnlySpan<byte> text = _text.WrittenSpan;
        int episodeTokens = CountTokens(text[..episodeStart]);
        int poolStart = episodeTokens + CountTokens(text[episodeStart..stepStart]);
        var targets = new float[FieldSlots.Count * TargetCodes.Count];
        var positions = new int[FieldSlots.Count];
        Array.Fill(positions, -1);
        int numbers = 0;
        int words = FieldSlots.FirstWord;
        int episode = FieldSlots.FirstEpisode;
        for (int i = 0; i < values.Length; i++)
        {
            CorpusField field = schema.Fields[i];
            int slot = field.IsEpisode ? episode++ : field.IsNumber ? numbers++ : words++;
            (int start, int tokens) = field.IsEpisode ? (episodeStart, episodeTokens) : (stepStart, poolStart);
            positions[slot] = tokens + CountTokens(text.Slice(start, ends[i])) - 1;
            Span<float> target = targets.AsSpan(slot * TargetCodes.Count, TargetCodes.Count);
            if (field.IsNumber)
            {
                TargetCodes.Number(values[i].Number, target);
            }
            else
            {
                TargetCodes.Words(values[i].Words, target);
            }
        }

        int[] all = _tokens[..CountTokens(text)];
        var ordinals = new int[all.Length];
        FieldOrdinals.Compute(all, _ordinals, ordinals);
        return new CorpusSequence(Encoding.UTF8.GetString(text), all, ordinals, poolStart, targets, positions);
    }

    /// <summary>Leaves the tokens in the buffer. A text cut after a value has the tokens of the whole up to there: no token looks past the end of a number or word.</summary>
    private int CountTokens(ReadOnlySpan<byte> text)
    {
        int room = _tokenizer.MaxTokens(text.Length);
        if (_tokens.Length < room)
        {
            _tokens = new int[room * 2];
        }

        return _tokenizer.Encode(text, isStart: false, _tokens);
    }
}
