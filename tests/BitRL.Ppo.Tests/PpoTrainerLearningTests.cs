using BitRL.Contracts.Environments;
using BitRL.Ppo.Features;
using BitRL.Ppo.Networks;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests;

public sealed class PpoTrainerLearningTests
{
    private static readonly ActionSpace Box = ActionSpace.Box([-1, -1], [1, 1]);

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void TheIdentityTaskIsLearnedWithinFiveRollouts(ulong seed)
    {
        var task = new FakeTask(8, ActionSpace.Discrete(5), (int)seed);
        using var trainer = new PpoTrainer(task.Descriptor(seed), new PpoOptions());
        task.Evaluate(trainer).ShouldBeLessThan(0.9, "it must not be right before it learned");
        task.Train(trainer, 5 * 2048);
        task.Evaluate(trainer).ShouldBe(1, 1e-9);
    }

    [Theory]
    [InlineData(Activation.Tanh, FeatureProjection.Random)]
    [InlineData(Activation.Relu, FeatureProjection.Pca)]
    public void TheIdentityTaskIsLearnedThroughAProjection(Activation activation, FeatureProjection projection)
    {
        var task = new FakeTask(8, ActionSpace.Discrete(4), 5, noiseFeatures: 76);
        var options = new PpoOptions { MaxInputs = 40, FeatureProjection = projection, PolicyActivation = activation, ValueActivation = activation, PolicyLearningRate = 1e-3 };
        using var trainer = new PpoTrainer(task.Descriptor(5), options);
        task.Train(trainer, 12 * 2048);
        task.Evaluate(trainer).ShouldBeGreaterThan(0.8, "chance is 0.25");
    }

    [Fact]
    public void TheContinuousIdentityTaskIsLearned()
    {
        var task = new FakeTask(8, Box, 3);
        var options = new PpoOptions { EntropyCoefficient = 0, PolicyLearningRate = 1e-3, ClipRange = 0.2, PolicyHidden = [32], ValueHidden = [32] };
        using var trainer = new PpoTrainer(task.Descriptor(3), options);
        double before = task.Evaluate(trainer);
        before.ShouldBeLessThan(-0.4);
        var figures = task.Train(trainer, 15 * 2048);
        task.Evaluate(trainer).ShouldBeGreaterThan(-0.02);
        figures[^1].ShouldContain(figure => figure.Key == "action_std" && figure.Value < 0.5);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1.0)]
    public void TheCriticLearnsWhatToExpect(double? valueClip)
    {
        // the state says what the reward will be, whatever the action
        using var trainer = new PpoTrainer(new(4, 2, 2, ActionSpace.Discrete(2), 9), new PpoOptions { ValueClipRange = valueClip, PolicyHidden = [8], ValueHidden = [32] });
        var random = new Random(9);
        float[] states = new float[8], actions = new float[4];
        var results = new StepResult[4];
        var explained = new List<double>();
        while (explained.Count < 8)
        {
            for (int i = 0; i < 4; i++)
            {
                (states[2 * i], states[(2 * i) + 1]) = ((float)random.NextDouble(), (float)random.NextDouble());
                results[i] = new StepResult(5 + (3 * states[2 * i]) - (2 * states[(2 * i) + 1]), true, false);
            }

            trainer.Act(new() { Policy = states, Value = states }, actions);
            trainer.Observe(results, default);
            if (trainer.IsUpdateDue)
            {
                explained.Add(Figure(trainer.Update(new() { Policy = states, Value = states }), "explained_variance"));
            }
        }

        explained[0].ShouldBeLessThan(0.5);
        explained[^1].ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void TheSameSeedGivesTheSameRunOnOneThreadOrTwo()
    {
        string Run(ulong seed, bool parallel)
        {
            var task = new FakeTask(4, Box, 3, noiseFeatures: 20);
            using var trainer = new PpoTrainer(task.Descriptor(seed), new PpoOptions { RolloutTransitions = 256, ParallelNetworks = parallel, MaxInputs = 10 });
            var figures = task.Train(trainer, 1024);
            return string.Join('|', figures.SelectMany(f => f).Select(f => f.Value.ToString("R"))) + "|" + string.Join('|', task.Actions.ToArray());
        }

        string first = Run(1, true);
        Run(1, true).ShouldBe(first);
        Run(1, false).ShouldBe(first);
        Run(2, true).ShouldNotBe(first);
    }

    [Theory]
    [InlineData(FeatureNormalization.None)]
    [InlineData(FeatureNormalization.Standardize)]
    public void WhileThePolicyHasNotMovedAllRatiosAreExactlyOne(FeatureNormalization normalization)
    {
        // a rate too small to change a weight: every epoch sees the rollout's own policy, in shuffled batches of another size than it acted in
        var options = new PpoOptions { PolicyLearningRate = 1e-30, FeatureNormalization = normalization, RolloutTransitions = 300, MaxInputs = 24 };
        foreach (ActionSpace space in (ActionSpace[])[ActionSpace.Discrete(5), Box])
        {
            var task = new FakeTask(3, space, 7, noiseFeatures: 30);
            using var trainer = new PpoTrainer(task.Descriptor(7), options);
            foreach (var figures in task.Train(trainer, 900))
            {
                Figure(figures, "approx_kl").ShouldBe(0);
                Figure(figures, "clip_fraction").ShouldBe(0);
                Figure(figures, "policy_loss").ShouldBe(0, 1e-6, "normalised advantages have mean 0");
            }
        }
    }

    [Fact]
    public void EpochsStopWhenThePolicyMovedTooFar()
    {
        var task = new FakeTask(8, ActionSpace.Discrete(5), 7);
        var options = new PpoOptions { RolloutTransitions = 512, PolicyLearningRate = 1e-2, Epochs = 10 };
        using var free = new PpoTrainer(task.Descriptor(7), options);
        Figure(task.Train(free, 512)[0], "epochs").ShouldBe(10);
        using var held = new PpoTrainer(task.Descriptor(7), options with { TargetDivergence = 1e-4 });
        Figure(task.Train(held, 512)[0], "epochs").ShouldBe(1);
    }

    [Fact]
    public void RatesFallAlongTheSchedule()
    {
        var task = new FakeTask(8, ActionSpace.Discrete(5), 7);
        using var trainer = new PpoTrainer(task.Descriptor(7), new PpoOptions { RolloutTransitions = 128, AnnealTransitions = 256 });
        var figures = task.Train(trainer, 384);
        figures.Select(f => Figure(f, "policy_learning_rate")).ShouldBe([3e-4, 1.5e-4, 0]);
        figures.Select(f => Figure(f, "value_learning_rate")).ShouldBe([1e-3, 5e-4, 0]);
    }

    [Fact]
    public void ParameterCountsAreThoseOfThePaper()
    {
        using var trainer = new PpoTrainer(new(8, 512, 256, ActionSpace.Discrete(2), 1), new PpoOptions());
        trainer.ParameterCounts.ShouldBe((49_666, 49_537));
    }

    private static double Figure(IReadOnlyList<KeyValuePair<string, double>> figures, string name) => figures.Single(figure => figure.Key == name).Value;
}
