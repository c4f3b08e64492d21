using System.Collections.Immutable;
using BitRL.Contracts.Observations;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>Draws random observation types.</summary>
internal sealed class SchemaSampler(CorpusOptions options)
{
    private static readonly string[] Units = ["1", "1", "1", "m", "m/s", "rad", "rad/s", "N", "Nm", "V", "A", "W", "kg", "s", "lux", "degrees", "percent", "steps", "C", "Hz"];

    private readonly NameSampler _names = new();

    /// <summary>Draws an observation type and the style it is to be read in.</summary>
    /// <param name="random">Advanced.</param>
    /// <param name="maxNumbers">Most numeric step fields now, at least 1.</param>
    public (CorpusSchema Schema, TextStyle Style) Next(ref CorpusRandom random, int maxNumbers)
    {
        TextStyle style = NextStyle(ref random);
        int limit = style == TextStyle.Compact ? maxNumbers : Math.Min(maxNumbers, options.MaxLegendFields);
        int numbers = random.Between(1, limit);
        if (random.Chance(options.WideProbability))
        {
            numbers = Math.Max(numbers, random.Between(1, limit));
        }

        int words = 0;
        if (random.Chance(options.MixedProbability))
        {
            words = random.Between(1, Math.Min(FieldSlots.Words, 2 + (limit / 3)));
            numbers = random.Chance(0.3) ? random.Below(3) : numbers;
        }

        int episode = random.Chance(options.EpisodeProbability) ? random.Between(1, FieldSlots.Episode) : 0;
        _names.Restart(ref random);
        var step = new CorpusField[numbers + words];
        for (int i = 0; i < step.Length; i++)
        {
            step[i] = i < numbers ? NextNumber(ref random, Per.Step) : NextWords(ref random, Per.Step);
        }

        random.Shuffle(step.AsSpan());
        ImmutableArray<CorpusField>.Builder fields = ImmutableArray.CreateBuilder<CorpusField>(episode + step.Length);
        for (int i = 0; i < episode; i++)
        {
            fields.Add(random.Chance(0.5) ? NextNumber(ref random, Per.Episode) : NextWords(ref random, Per.Episode));
        }

        fields.AddRange(step);
        return (new CorpusSchema(_names.NextTitle(ref random), fields.MoveToImmutable()), style);
    }

    private TextStyle NextStyle(ref CorpusRandom random)
    {
        double draw = random.NextDouble() * (options.CompactWeight + options.SentenceWeight + options.JsonWeight);
        return draw < options.CompactWeight ? TextStyle.Compact
            : draw < options.CompactWeight + options.SentenceWeight ? TextStyle.Sentence
            : TextStyle.Json;
    }

    private CorpusField NextNumber(ref CorpusRandom random, Per changes)
    {
        bool isInteger = random.Chance(0.07);
        double scale = Math.Exp(random.Uniform(Math.Log(0.05), Math.Log(20)));
        int precision = isInteger ? 0 : NextPrecision(ref random);
        (double minimum, double maximum) = random.NextDouble() switch
        {
            < 0.2 => (-1.0, 1.0),
            < 0.3 => (0.0, 4 * scale),
            < 0.45 => Around(random.Normal() * scale, 4 * scale),
            _ => (-4 * scale, 4 * scale),
        };
        if (isInteger)
        {
            (minimum, maximum) = random.Chance(0.7) ? (0, random.Between(1, 100)) : (-random.Between(1, 30), random.Between(1, 30));
        }

        // Authors write round ranges; two digits after the point are enough for the smallest scale.
        minimum = Math.Round(minimum, 2);
        maximum = Math.Max(Math.Round(maximum, 2), minimum + 0.1);
        (string name, string description) = _names.Next(ref random);
        FieldKind kind = isInteger ? FieldKind.Integer : FieldKind.Real;
        return new CorpusField(new FieldDescriptor(name, kind, minimum, maximum, precision, random.Pick(Units), description, changes), [], IsFreeText: false);
    }

    private CorpusField NextWords(ref CorpusRandom random, Per changes)
    {
        (string name, string description) = _names.Next(ref random);
        double draw = random.NextDouble();
        if (draw < 0.35)
        {
            return new CorpusField(new FieldDescriptor(name, FieldKind.Boolean, 0, 1, 0, "", description, changes), [], IsFreeText: false);
        }

        if (draw < 0.7)
        {
            ImmutableArray<string> members = _names.NextMembers(ref random);
            return new CorpusField(new FieldDescriptor(name, FieldKind.Enumeration, 0, members.Length - 1, 0, "", description, changes), members, IsFreeText: false);
        }

        return new CorpusField(new FieldDescriptor(name, FieldKind.Enumeration, 0, 1, 0, "", description, changes), [], IsFreeText: true);
    }

    private static int NextPrecision(ref CorpusRandom random) => random.NextDouble() switch
    {
        < 0.03 => 0,
        < 0.10 => 1,
        < 0.42 => 2,
        < 0.92 => 3,
        _ => 4,
    };

    private static (double Minimum, double Maximum) Around(double centre, double reach) => (centre - reach, centre + reach);
}
