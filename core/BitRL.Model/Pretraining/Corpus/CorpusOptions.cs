using System.Collections.Immutable;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>What the generated pretraining texts are like. Weights need not sum to 1; probabilities are from 0 to 1.</summary>
public sealed record CorpusOptions
{
    /// <summary>Numeric fields a text may have at most. <value>Default 20: our widest task has 17.</value></summary>
    public int MaxNumberFields { get; init; } = 20;

    /// <summary>Numeric fields a text may have at most at the start of training; rises to <see cref="MaxNumberFields"/>. <value>Default 6.</value></summary>
    public int InitialNumberFields { get; init; } = 6;

    /// <summary>Steps after which texts have their full width. <value>Default 1000.</value></summary>
    public int RampSteps { get; init; } = 1000;

    /// <summary>Most tokens a text may have; longer ones are drawn again. <value>Default 192: memory and time go with the longest text of a batch.</value></summary>
    public int MaxTokens { get; init; } = 192;

    /// <summary>Probability that the number of fields is the larger of two draws. <value>Default 0.6.</value></summary>
    public double WideProbability { get; init; } = 0.6;

    /// <summary>Weight of the compact style. <value>Default 0.8: agents read it most, and it is the shortest.</value></summary>
    public double CompactWeight { get; init; } = 0.8;

    /// <summary>Weight of the sentence style. <value>Default 0.1.</value></summary>
    public double SentenceWeight { get; init; } = 0.1;

    /// <summary>Weight of the JSON style. <value>Default 0.1.</value></summary>
    public double JsonWeight { get; init; } = 0.1;

    /// <summary>Numeric fields at most in the two styles with a legend. <value>Default 5: legends are long.</value></summary>
    public int MaxLegendFields { get; init; } = 5;

    /// <summary>Probability that a text has booleans, enums or words among its fields. <value>Default 0.25.</value></summary>
    public double MixedProbability { get; init; } = 0.25;

    /// <summary>Probability that a text has fields that change per episode. <value>Default 0.1.</value></summary>
    public double EpisodeProbability { get; init; } = 0.1;

    /// <summary>
    /// Whether JSON legends join all members of an enumeration by "or" ("off or eco or warm") instead of the last two only, as the source generator
    /// does. <value>Default false. True repeats the corpus of backbones that were trained before the two were aligned: the shipped 128×3 ones.</value>
    /// </summary>
    public bool RepeatOr { get; init; }

    /// <summary>Share of texts about the lamps of a home and a sentence said in it. <value>Default 0: numeric texts only, as the numeric backbones were trained.</value></summary>
    public double HomeShare { get; init; }

    /// <summary>
    /// The value that stands for what a sentence wants, among zeros for all else: intent, activity, percentage. Errors count with its square.
    /// <value>Default 2. With 2, activities are held weakly after 1,800 steps; larger values favour them over the state.</value>
    /// </summary>
    public double IntentScale { get; init; } = 2;

    /// <summary>
    /// Share of a home's sentences that are drawn from the kinds that differ finely only: brighter or a bit brighter, darker or a bit darker, and a lamp's percentage.
    /// <value>Default 0: each is as frequent as other kinds, and told apart badly after 2,500 steps.</value>
    /// </summary>
    public double FineRequestShare { get; init; }

    /// <summary>All problems of these options, empty when they can be used.</summary>
    public ImmutableArray<string> Validate()
    {
        ImmutableArray<string>.Builder problems = ImmutableArray.CreateBuilder<string>();
        Check(MaxNumberFields is >= 1 and <= FieldSlots.Numbers, $"maxNumberFields is {MaxNumberFields}; it must be from 1 to {FieldSlots.Numbers}");
        Check(InitialNumberFields >= 1 && InitialNumberFields <= MaxNumberFields, $"initialNumberFields is {InitialNumberFields}; it must be from 1 to maxNumberFields");
        Check(MaxLegendFields >= 1, $"maxLegendFields is {MaxLegendFields}; it must be at least 1");
        Check(CompactWeight >= 0 && SentenceWeight >= 0 && JsonWeight >= 0 && CompactWeight + SentenceWeight + JsonWeight > 0, "the style weights must not be negative, nor all zero");
        Check(RampSteps >= 0, $"rampSteps is {RampSteps}; it must not be negative");
        Check(MaxTokens >= 64, $"maxTokens is {MaxTokens}; it must be at least 64");
        CheckShare(WideProbability, "wideProbability");
        CheckShare(MixedProbability, "mixedProbability");
        CheckShare(EpisodeProbability, "episodeProbability");
        CheckShare(HomeShare, "homeShare");
        CheckShare(FineRequestShare, "fineRequestShare");
        Check(IntentScale is > 0 and <= 16, $"intentScale is {IntentScale}; it must be above 0 and at most 16");
        return problems.ToImmutable();

        void CheckShare(double value, string name) => Check(value is >= 0 and <= 1, $"{name} is {value}; it must be from 0 to 1");

        void Check(bool isGood, string problem)
        {
            if (!isGood)
            {
                problems.Add(problem);
            }
        }
    }
}
