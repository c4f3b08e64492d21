using BitRL.Contracts.Observations;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>Draws what fields say.</summary>
internal sealed class ValueSampler
{
    private static readonly double[] PowersOfTen = [1, 10, 100, 1_000, 10_000];

    private readonly NameSampler _names = new();

    public CorpusValue Next(CorpusField field, ref CorpusRandom random) => field switch
    {
        { IsNumber: true } => new CorpusValue(NextNumber(field.Descriptor, ref random), ""),
        { IsFreeText: true } => new CorpusValue(0, _names.NextRequest(ref random)),
        { Descriptor.Kind: FieldKind.Boolean } => new CorpusValue(0, random.Chance(0.5) ? "yes" : "no"),
        _ => new CorpusValue(0, random.Pick(field.Members)),
    };

    /// <summary>A value within the range, rounded as it will be printed: the target must not know more than the text.</summary>
    private static double NextNumber(FieldDescriptor field, ref CorpusRandom random)
    {
        double centre = (field.Minimum + field.Maximum) / 2;
        double reach = (field.Maximum - field.Minimum) / 2;
        double value = random.NextDouble() switch
        {
            < 0.03 => 0,
            < 0.50 => centre + (reach / 4 * random.Normal()),
            < 0.85 => centre + (reach * random.Uniform(-1, 1)),
            < 0.93 => centre + (reach * Math.Cos(random.Uniform(0, Math.PI))),
            _ => centre + (reach / 40 * random.Normal()),
        };
        double power = PowersOfTen[field.Precision];
        return Math.Round(Math.Clamp(value, field.Minimum, field.Maximum) * power) / power;
    }
}
