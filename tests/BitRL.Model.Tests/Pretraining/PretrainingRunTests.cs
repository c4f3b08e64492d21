using System.Text;
using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Pretraining;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Pretraining;

public sealed class PretrainingRunTests : IDisposable
{
    private static readonly PretrainingConfiguration Configuration = new() { Name = "tiny", Steps = 45, BatchSize = 2, Blocks = 1 };

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"bitrl-{Guid.NewGuid():n}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(32)]
    [InlineData(40)]
    public void ARunThatWasStoppedEndsLikeOneThatWasNot(int stopAt)
    {
        var whole = new HashingTrainerProvider();
        Run(whole, "whole").Train(resume: false, report: null, CancellationToken.None);

        using var stop = new CancellationTokenSource();
        PretrainingRun first = Run(new HashingTrainerProvider(), "parts", reportInterval: 1);
        Should.Throw<OperationCanceledException>(() => first.Train(resume: false, progress => CancelAt(progress, stopAt - 1, stop), stop.Token));
        var second = new HashingTrainerProvider();
        Run(second, "parts").Train(resume: true, report: null, CancellationToken.None);

        second.LastHash.ShouldBe(whole.LastHash);
        File.ReadAllBytes(Path.Combine(_folder, "parts", "tiny.gguf")).ShouldBe(File.ReadAllBytes(Path.Combine(_folder, "whole", "tiny.gguf")));
    }

    [Fact]
    public void ProgressReportsStepsAndCheckpoints()
    {
        var reports = new List<PretrainingProgress>();
        Run(new HashingTrainerProvider(), "a", reportInterval: 10, checkpointInterval: 20).Train(resume: false, reports.Add, CancellationToken.None);
        reports.Select(report => report.Step).ShouldBe([10, 20, 30, 40, 45]);
        reports.Select(report => report.IsCheckpointed).ShouldBe([false, true, false, true, true]);
        reports.ShouldAllBe(report => report.Loss == 1 && report.Steps == 45);
    }

    [Fact]
    public void AnOldCheckpointIsNotOverwrittenUnasked()
    {
        Run(new HashingTrainerProvider(), "a").Train(resume: false, report: null, CancellationToken.None);
        Should.Throw<IOException>(() => Run(new HashingTrainerProvider(), "a").Train(resume: false, report: null, CancellationToken.None)).Message.ShouldContain("resume it");
    }

    [Fact]
    public void ACheckpointOfAnotherConfigurationOrADamagedOneIsRefused()
    {
        PretrainingRun run = Run(new HashingTrainerProvider(), "a");
        run.Train(resume: false, report: null, CancellationToken.None);
        var other = new PretrainingRun(Configuration with { Seed = 2 }, new HashingTrainerProvider(), Path.Combine(_folder, "a"), TimeProvider.System);
        Should.Throw<InvalidDataException>(() => other.Train(resume: true, report: null, CancellationToken.None)).Message.ShouldContain("another configuration");

        byte[] whole = File.ReadAllBytes(run.CheckpointPath);
        foreach (int length in (int[])[0, 5, 20, whole.Length - 9])
        {
            File.WriteAllBytes(run.CheckpointPath, whole[..length]);
            Should.Throw<InvalidDataException>(() => Run(new HashingTrainerProvider(), "a").Train(resume: true, report: null, CancellationToken.None));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheExportedModelLoadsAndReadsText(bool isTernary)
    {
        var run = new PretrainingRun(Configuration with { Ternary = isTernary, Steps = 1 }, new HashingTrainerProvider(), _folder, TimeProvider.System);
        run.Train(resume: false, report: null, CancellationToken.None);
        using IComputeDevice device = Devices.Open(1);
        using Backbone backbone = Backbone.Load(GgufFile.Open(run.ModelPath), device, new BackboneOptions());
        backbone.Configuration.Name.ShouldBe("tiny");
        backbone.Configuration.FieldOrdinals.ShouldBe(24);
        using var encoder = new TextEncoder(backbone, Pooling.Both, TimeProvider.System);
        float[] features = encoder.Encode(Encoding.UTF8.GetBytes("Lamp\nx=0.5\n")).Features.ToArray();
        features.Length.ShouldBe(256);
        features.ShouldAllBe(feature => float.IsFinite(feature));
    }

    private static void CancelAt(PretrainingProgress progress, int step, CancellationTokenSource stop)
    {
        if (progress.Step == step)
        {
            stop.Cancel();
        }
    }

    private PretrainingRun Run(HashingTrainerProvider provider, string name, int reportInterval = 50, int checkpointInterval = 500) =>
        new(Configuration, provider, Path.Combine(_folder, name), TimeProvider.System) { ReportInterval = reportInterval, CheckpointInterval = checkpointInterval };
}
