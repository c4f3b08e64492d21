using System.Collections.Immutable;
using System.Text.Json;
using BitRL.Contracts.Pretraining;
using BitRL.Model.Pretraining.Corpus;
using BitRL.Model.Tokenizer;

namespace BitRL.Model.Pretraining;

/// <summary>Everything that decides what backbone comes out of pretraining. The same configuration gives the same texts in the same order and the same initial weights.</summary>
public sealed record PretrainingConfiguration
{
    /// <summary><c>general.name</c> of the model, and the name of its file.</summary>
    public required string Name { get; init; }

    /// <summary>Seed of weights and corpus. <value>Default 1.</value></summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether linear layers are ternary with int8 activations. <value>Default true; false makes the full-precision twin.</value></summary>
    public bool Ternary { get; init; } = true;

    /// <summary>Width of the residual stream. <value>Default 128.</value></summary>
    public int HiddenSize { get; init; } = 128;

    /// <summary>Blocks. <value>Default 3.</value></summary>
    public int Blocks { get; init; } = 3;

    /// <summary>Query heads; heads of 32 elements do well. <value>Default 4.</value></summary>
    public int Heads { get; init; } = 4;

    /// <summary>Key/value heads. <value>Default 4: a cache this small need not be shared.</value></summary>
    public int KeyValueHeads { get; init; } = 4;

    /// <summary>Width of the gated feed-forward layer. <value>Default 256.</value></summary>
    public int FeedForwardSize { get; init; } = 256;

    /// <summary>Longest text of the model, in tokens; pretraining reads at most <see cref="CorpusOptions.MaxTokens"/>. <value>Default 512.</value></summary>
    public int ContextLength { get; init; } = 512;

    /// <summary>Rows of the field-ordinal table. <value>Default 24.</value></summary>
    public int FieldOrdinals { get; init; } = 24;

    /// <summary>Optimizer steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Texts a step. <value>Default 64.</value></summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Peak learning rate of AdamW. <value>Default 0.002.</value></summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Steps of linear rise to the peak. <value>Default 100.</value></summary>
    public int WarmupSteps { get; init; } = 100;

    /// <summary>Share of the steps, at the end, in which the learning rate falls to zero along a half cosine; before it is constant. <value>Default 0.3.</value></summary>
    public double DecayShare { get; init; } = 0.3;

    /// <summary>What the texts are like.</summary>
    public CorpusOptions Corpus { get; init; } = new();

    /// <summary>Rules of the tokenizer: those with names as tokens where the corpus has such names.</summary>
    internal int TokenizerVersion => Corpus.HomeShare > 0 ? NumberTokenizer.Version : NumberTokenizer.WordsOnlyVersion;

    /// <summary>Reads a JSON file; comments are allowed, unknown keys are not.</summary>
    /// <exception cref="InvalidDataException">Not JSON, an unknown key, a missing one or a value that cannot be used; the message names all problems.</exception>
    public static PretrainingConfiguration Load(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            PretrainingConfiguration configuration = PretrainingJson.Read(file);
            ImmutableArray<string> problems = configuration.Validate();
            return problems.IsEmpty ? configuration : throw new InvalidDataException($"{path}: {string.Join("; ", problems)}");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>The configuration as indented JSON, every key written out.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PretrainingJson.Default.PretrainingConfiguration);

    /// <summary>All problems, empty when it can be used.</summary>
    public ImmutableArray<string> Validate()
    {
        ImmutableArray<string>.Builder problems = ImmutableArray.CreateBuilder<string>();
        Check(Name.Length > 0 && Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'), $"name is '{Name}'; use letters, digits, '-', '.' and '_': it names the file");
        Check(HiddenSize >= 128 && HiddenSize % 128 == 0, $"hiddenSize is {HiddenSize}; it must be a multiple of 128");
        Check(FeedForwardSize >= 128 && FeedForwardSize % 128 == 0, $"feedForwardSize is {FeedForwardSize}; it must be a multiple of 128");
        Check(Blocks >= 1, $"blocks is {Blocks}; it must be at least 1");
        Check(Heads >= 1 && HiddenSize % (2 * Heads) == 0, $"heads is {Heads}; it must divide hiddenSize into even parts");
        Check(KeyValueHeads >= 1 && Heads % KeyValueHeads == 0, $"keyValueHeads is {KeyValueHeads}; it must divide heads");
        Check(FieldOrdinals >= 1, $"fieldOrdinals is {FieldOrdinals}; it must be at least 1");
        Check(ContextLength >= Corpus.MaxTokens, $"contextLength is {ContextLength}; it must be at least corpus.maxTokens, {Corpus.MaxTokens}");
        Check(Steps >= 1, $"steps is {Steps}; it must be at least 1");
        Check(BatchSize >= 1, $"batchSize is {BatchSize}; it must be at least 1");
        Check(LearningRate is > 0 and < 1, $"learningRate is {LearningRate}; it must be above 0 and below 1");
        Check(WarmupSteps >= 0, $"warmupSteps is {WarmupSteps}; it must not be negative");
        Check(DecayShare is >= 0 and <= 1, $"decayShare is {DecayShare}; it must be from 0 to 1");
        problems.AddRange(Corpus.Validate().Select(problem => "corpus." + problem));
        return problems.ToImmutable();

        void Check(bool isGood, string problem)
        {
            if (!isGood)
            {
                problems.Add(problem);
            }
        }
    }

    /// <summary>The learning rate of a step: linear rise, constant, half-cosine fall. So the constant part of a longer run is the same run.</summary>
    /// <param name="step">From 0.</param>
    public double LearningRateAt(int step)
    {
        double decayStart = Steps * (1 - DecayShare);
        double factor = step < WarmupSteps ? (step + 1) / (double)WarmupSteps
            : step < decayStart ? 1
            : 0.5 * (1 + Math.Cos(Math.PI * (step - decayStart) / (Steps - decayStart)));
        return LearningRate * factor;
    }

    /// <summary>The shape of the backbone.</summary>
    public BackboneShape Shape() => new()
    {
        VocabularySize = NumberTokenizer.FirstWord + PretrainingWords.For(Corpus).Length,
        FieldOrdinals = FieldOrdinals,
        HiddenSize = HiddenSize,
        Blocks = Blocks,
        Heads = Heads,
        KeyValueHeads = KeyValueHeads,
        FeedForwardSize = FeedForwardSize,
        ContextLength = ContextLength,
        IsTernary = Ternary,
    };
}
