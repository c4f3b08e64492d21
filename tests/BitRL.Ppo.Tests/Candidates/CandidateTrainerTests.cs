using BitRL.Contracts.Training;
using BitRL.Ppo.Features;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests.Candidates;

public sealed class CandidateTrainerTests
{
    private static readonly PpoOptions Small = new() { RolloutTransitions = 64, MinibatchSize = 16, PolicyHidden = [16], ValueHidden = [8], CandidateHidden = [8], CandidateWidth = 8 };

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    public void TheRightCandidateIsLearnedWhereverItStands(ulong seed)
    {
        var task = new CandidateTask(8, (int)seed);
        using var trainer = new PpoTrainer(task.Descriptor(seed), new PpoOptions { PolicyLearningRate = 1e-3, EntropyCoefficient = 0.01 });
        task.Evaluate(trainer).ShouldBeLessThan(0.7, "it must not be right before it learned");
        task.Train(trainer, 6 * 2048);
        task.Evaluate(trainer).ShouldBeGreaterThan(0.97);
    }

    [Theory]
    [InlineData(FeatureNormalization.None)]
    [InlineData(FeatureNormalization.Standardize)]
    public void WhileThePolicyHasNotMovedAllRatiosAreExactlyOne(FeatureNormalization normalization)
    {
        var task = new CandidateTask(3, 7);
        using var trainer = new PpoTrainer(task.Descriptor(7), Small with { PolicyLearningRate = 1e-30, FeatureNormalization = normalization, RolloutTransitions = 300 });
        foreach (var figures in task.Train(trainer, 900))
        {
            figures.Single(f => f.Key == "approx_kl").Value.ShouldBe(0);
            figures.Single(f => f.Key == "clip_fraction").Value.ShouldBe(0);
        }
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "")]
    [InlineData(7, "")]
    [InlineData(20, "")]
    [InlineData(40, "")]
    [InlineData(7, "projection=pca max-inputs=5")]
    [InlineData(20, "projection=pca max-inputs=5 normalize-features=none")]
    public void SavingAndLoadingInTheMiddleChangesNothing(int steps, string settings)
    {
        var given = settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        PpoOptions more = PpoSettings.Parse(given);
        PpoOptions options = Small with { FeatureProjection = more.FeatureProjection, MaxInputs = more.MaxInputs, FeatureNormalization = more.FeatureNormalization };
        CandidateTask whole = new(4, 3), broken = new(4, 3);
        using var uninterrupted = new PpoTrainer(whole.Descriptor(5), options);
        whole.Train(uninterrupted, 256);

        // another seed: whatever is not restored would show
        using var first = new PpoTrainer(broken.Descriptor(5), options);
        using var second = new PpoTrainer(broken.Descriptor(99), options);
        broken.Train(first, steps * 4);
        using var stream = new MemoryStream();
        first.Save(stream);
        stream.Position = 0;
        second.Load(stream);
        broken.Train(second, 256 - (steps * 4));
        Saved(second).ShouldBe(Saved(uninterrupted));
        broken.Actions.ToArray().ShouldBe(whole.Actions.ToArray());
        broken.Evaluate(second).ShouldBe(whole.Evaluate(uninterrupted));
    }

    [Fact]
    public void AStateOfFixedActionsIsRefused()
    {
        var task = new CandidateTask(4, 3);
        using var candidates = new PpoTrainer(task.Descriptor(1), Small);
        using var plain = new PpoTrainer(task.Descriptor(1) with { CandidateFeatures = 0 }, Small);
        string message = Should.Throw<InvalidDataException>(() => candidates.Load(new MemoryStream(Saved(plain)))).Message;
        message.ShouldContain("candidate");
    }

    [Fact]
    public void MethodsOfTheOtherKindOfActionsAreRefused()
    {
        var task = new CandidateTask(4, 3);
        using var candidates = new PpoTrainer(task.Descriptor(1), Small);
        using var plain = new PpoTrainer(task.Descriptor(1) with { CandidateFeatures = 0 }, Small);
        Should.Throw<InvalidOperationException>(() => candidates.Act(task.Batch, new float[4])).Message.ShouldContain("candidates");
        Should.Throw<InvalidOperationException>(() => plain.Act(task.Batch, task.Candidates, new float[4])).Message.ShouldContain("fixed");
    }

    [Fact]
    public void CandidatesThatDoNotFitAreRefusedAndChangeNothing()
    {
        var task = new CandidateTask(2, 3);
        using var trainer = new PpoTrainer(task.Descriptor(1), Small);
        byte[] before = Saved(trainer);
        float[] features = new float[3 * CandidateTask.Width], actions = new float[2];
        ulong[] keys = [1, 2, 3];
        Should.Throw<ArgumentException>(() => trainer.Act(task.Batch, new CandidateBatch { Starts = [0, 3], Features = features, Keys = keys }, actions));
        Should.Throw<ArgumentException>(() => trainer.Act(task.Batch, new CandidateBatch { Starts = [0, 3, 3], Features = features, Keys = keys }, actions)).Message.ShouldContain("state 1 has 0 candidates");
        Should.Throw<ArgumentException>(() => trainer.Act(task.Batch, new CandidateBatch { Starts = [0, 1, 3], Features = new float[5], Keys = keys }, actions));
        features[CandidateTask.Width + 2] = float.NaN;
        Should.Throw<NonFiniteValueException>(() => trainer.Act(task.Batch, new CandidateBatch { Starts = [0, 1, 3], Features = features, Keys = keys }, actions)).Message.ShouldContain("feature 2 of candidate 1");
        Saved(trainer).ShouldBe(before);
    }

    [Fact]
    public void AStepWithKnownCandidatesAllocatesNothing()
    {
        var task = new CandidateTask(4, 3);
        using var trainer = new PpoTrainer(task.Descriptor(1), Small);
        task.Train(trainer, 4 * 64);
        FeatureBatch features = task.Batch;
        CandidateBatch candidates = task.Candidates;
        var actions = new float[4];
        var results = new Contracts.Environments.StepResult[4];
        trainer.Act(features, candidates, actions);
        trainer.Observe(results, default);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            trainer.Act(features, candidates, actions);
            trainer.Observe(results, default);
            trainer.ActGreedily(features.Policy, candidates, actions);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static byte[] Saved(PpoTrainer trainer)
    {
        using var stream = new MemoryStream();
        trainer.Save(stream);
        return stream.ToArray();
    }
}
