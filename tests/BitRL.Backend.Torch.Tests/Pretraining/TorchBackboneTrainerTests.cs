using BitRL.Backend.Cpu;
using BitRL.Backend.Torch.Pretraining;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Pretraining;
using BitRL.Model.Encoders;
using BitRL.Model.Pretraining;
using BitRL.Model.Pretraining.Corpus;
using BitRL.Model.Tokenizer;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using Shouldly;

namespace BitRL.Backend.Torch.Tests.Pretraining;

public sealed class TorchBackboneTrainerTests : IDisposable
{
    private const int Ordinals = 24;
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"bitrl-{Guid.NewGuid():n}.gguf");

    public void Dispose() => File.Delete(_path);

    [TorchFact]
    public void TheLossFalls()
    {
        using IBackboneTrainer trainer = Create(Configuration(isTernary: true));
        BackboneBatch[] batches = Batches();
        double first = batches.Take(4).Average(batch => trainer.Step(batch, 2e-3));
        for (int round = 0; round < 3; round++)
        {
            _ = batches.Sum(batch => trainer.Step(batch, 2e-3));
        }

        batches.Take(4).Average(batch => trainer.Step(batch, 2e-3)).ShouldBeLessThan(0.7 * first);
    }

    [TorchFact]
    public void ARestoredTrainerGoesOnAsIfNeverStopped()
    {
        BackboneBatch[] batches = Batches();
        PretrainingConfiguration configuration = Configuration(isTernary: true);
        using IBackboneTrainer trainer = Create(configuration);
        Train(trainer, batches.AsSpan(0, 3));
        using var state = new MemoryStream();
        trainer.Save(state);
        double[] expected = Train(trainer, batches.AsSpan(3, 4));

        using IBackboneTrainer restored = Create(configuration with { Seed = 99 });
        state.Position = 0;
        restored.Load(state);
        Train(restored, batches.AsSpan(3, 4)).ShouldBe(expected);

        state.SetLength(state.Length - 5);
        state.Position = 0;
        Should.Throw<InvalidDataException>(() => restored.Load(state)).Message.ShouldContain("too early");
        using IBackboneTrainer other = Create(configuration with { Blocks = 2 });
        state.Position = 0;
        Should.Throw<InvalidDataException>(() => other.Load(state)).Message.ShouldContain("does not fit");
    }

    [TorchFact]
    public void TheTernaryBackboneComputesInTrainingWhatItComputesWhenShipped() => ShouldAgree(isTernary: true, tolerance: 2e-2);

    [TorchFact]
    public void TheFullPrecisionTwinComputesInTrainingWhatItComputesWhenShipped() => ShouldAgree(isTernary: false, tolerance: 2e-3);

    // Ternary: both sides round activations to int8, and a last-bit difference before may round another way. Both: the embedding is shipped as float16.
    private void ShouldAgree(bool isTernary, double tolerance)
    {
        PretrainingConfiguration configuration = Configuration(isTernary);
        using var trainer = (TorchBackboneTrainer)Create(configuration);
        BackboneBatch[] batches = Batches();
        Train(trainer, batches.AsSpan(0, 5));
        BackboneBatch batch = batches[6];
        float[] trained = trainer.Encode(batch);
        BackboneExport.Save(_path, configuration, trainer);

        using IComputeDevice device = new CpuBackendProvider().Open(new DeviceOptions { Threads = 1 });
        using Backbone backbone = Backbone.Load(GgufFile.Open(_path), device, new BackboneOptions());
        using var encoder = new TextEncoder(backbone, Pooling.Last, TimeProvider.System);
        int width = configuration.HiddenSize;
        double difference = 0;
        double size = 0;
        for (int i = 0; i < batch.Sequences; i++)
        {
            float[] shipped = encoder.Encode(batch.Tokens.AsSpan(i * batch.Length, batch.Lengths[i])).Features.ToArray();
            for (int j = 0; j < width; j++)
            {
                double expected = trained[(((2 * i) + 1) * width) + j];
                difference += Math.Pow(shipped[j] - expected, 2);
                size += expected * expected;
            }
        }

        Math.Sqrt(difference / size).ShouldBeLessThan(tolerance);
    }

    private static PretrainingConfiguration Configuration(bool isTernary) => new() { Name = "tiny", Steps = 10, Blocks = 1, KeyValueHeads = 2, Ternary = isTernary };

    private static double[] Train(IBackboneTrainer trainer, ReadOnlySpan<BackboneBatch> batches)
    {
        var losses = new double[batches.Length];
        for (int i = 0; i < losses.Length; i++)
        {
            losses[i] = trainer.Step(batches[i], 2e-3);
        }

        return losses;
    }

    private static BackboneBatch[] Batches()
    {
        var options = new CorpusOptions { MaxTokens = 64 };
        var sequences = new TextSampler(new NumberTokenizer(PretrainingWords.All), options, Ordinals);
        return [.. new BatchSampler(sequences, options, seed: 3, batchSize: 16).Group(0).Take(16)];
    }

    private static IBackboneTrainer Create(PretrainingConfiguration configuration)
    {
        BackboneShape shape = configuration.Shape();
        return new TorchBackboneTrainerProvider().Create(shape, new BackboneTrainingOptions
        {
            Seed = configuration.Seed,
            MaxFields = FieldSlots.Count,
            TargetsPerField = TargetCodes.Count,
            InitialTokenEmbedding = NumberEmbedding.Create(shape.VocabularySize, shape.HiddenSize, configuration.Seed),
        });
    }
}
