using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;
using BitRL.Ppo.Features;
using BitRL.Ppo.Rollout;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests;

public sealed class PpoTrainerStepTests
{
    private static readonly PpoOptions Plain = new() { RolloutTransitions = 4, MinibatchSize = 4, FeatureNormalization = FeatureNormalization.None, Discount = 0.5, GaeLambda = 1 };

    [Theory]
    [InlineData(FeatureNormalization.None)]
    [InlineData(FeatureNormalization.Standardize)]
    public void TruncationBootstrapsAndTerminationDoesNot(FeatureNormalization normalization)
    {
        using var trainer = new PpoTrainer(new TrainerDescriptor(4, 2, 2, ActionSpace.Discrete(2), 1), Plain with { FeatureNormalization = normalization });
        float[] states = [1, 2, 3, 4, 5, 6, 7, 8], finals = [0.5f, -1, 0.25f, 2, 4, 4, -3, 1], next = [9, 1, 9, 2, 9, 3, 9, 4];
        trainer.Act(new FeatureBatch { Policy = states, Value = states }, new float[4]);
        StepResult[] results = [new(1, false, false), new(1, true, false), new(1, false, true), new(1, true, true)];
        trainer.Observe(results, new FeatureBatch { Policy = finals, Value = finals });

        // the critic as it is before it learns: a fresh trainer with the same seed, looking through the same statistics
        PpoState state = trainer.State;
        using var twin = new PpoTrainer(new TrainerDescriptor(4, 2, 2, ActionSpace.Discrete(2), 1), Plain);
        trainer.Update(new FeatureBatch { Policy = next, Value = next });
        RolloutBuffer rollout = state.Rollout;
        float[] Values(float[] features)
        {
            var standardizer = new Standardizer(2);
            standardizer.Observe(states);
            standardizer.Advance();
            float[] inputs = [.. features];
            if (normalization == FeatureNormalization.Standardize)
            {
                standardizer.Apply(features, inputs);
            }

            var values = new float[4];
            twin.State.Value.Evaluate(inputs, values);
            return values;
        }

        rollout.Values.ShouldBe(Values(states));
        rollout.Returns[0].ShouldBe(1 + (0.5f * Values(next)[0]), 1e-5f);
        rollout.Returns[1].ShouldBe(1, 1e-5f);
        rollout.Returns[2].ShouldBe(1 + (0.5f * Values(finals)[2]), 1e-5f);
        rollout.Returns[3].ShouldBe(1, 1e-5f);
        Math.Abs(Values(finals)[2]).ShouldBeGreaterThan(1e-3f);
    }

    [Fact]
    public void WithoutBootstrappingACutOffEpisodeIsOver()
    {
        using var trainer = new PpoTrainer(new TrainerDescriptor(4, 2, 2, ActionSpace.Discrete(2), 1), Plain with { BootstrapTruncated = false });
        float[] states = [1, 2, 3, 4, 5, 6, 7, 8];
        trainer.Act(new FeatureBatch { Policy = states, Value = states }, new float[4]);
        trainer.Observe([new(1, false, false), new(1, true, false), new(1, false, true), new(1, true, true)], new FeatureBatch { Policy = states, Value = states });
        PpoState state = trainer.State;
        trainer.Update(new FeatureBatch { Policy = states, Value = states });
        Math.Abs(state.Rollout.Returns[0] - 1).ShouldBeGreaterThan(1e-5f);
        state.Rollout.Returns[1..4].ToArray().ShouldAllBe(value => Math.Abs(value - 1) < 1e-5f);
    }

    [Fact]
    public void FinalFeaturesAreReadOnlyWhereTheyAreNeeded()
    {
        using var trainer = new PpoTrainer(new TrainerDescriptor(2, 1, 1, ActionSpace.Discrete(2), 1), Plain);
        float[] states = [1, 2];
        trainer.Act(new FeatureBatch { Policy = states, Value = states }, new float[2]);
        trainer.Observe([new(1, true, true), new(1, false, false)], default);
        trainer.Act(new FeatureBatch { Policy = states, Value = states }, new float[2]);
        Should.Throw<ArgumentException>(() => trainer.Observe([new(1, false, true), new(1, false, false)], default)).Message.ShouldContain("environment 0 was truncated");
        float[] finals = [3, float.NaN];
        trainer.Observe([new(1, false, true), new(1, false, false)], new FeatureBatch { Policy = finals, Value = finals });
    }

    [Theory]
    [InlineData(FeatureProjection.Random, 2)]
    [InlineData(FeatureProjection.Random, 30)]
    [InlineData(FeatureProjection.Pca, 30)]
    public void ActingAndObservingAllocateNothing(FeatureProjection projection, int noise)
    {
        foreach (ActionSpace space in (ActionSpace[])[ActionSpace.Discrete(3), ActionSpace.Box([-1], [1])])
        {
            var task = new FakeTask(8, space, 1, noise);
            var options = new PpoOptions { RolloutTransitions = 512, FeatureProjection = projection, MaxInputs = 16, NormalizeRewards = true };
            using var trainer = new PpoTrainer(task.Descriptor(1), options);
            task.Train(trainer, 2048);
            task.Step(trainer);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 50; i++)
            {
                task.Step(trainer);
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        }
    }

    [Fact]
    public void GreedyActingAllocatesNothingAndRemembersNothing()
    {
        var task = new FakeTask(8, ActionSpace.Discrete(3), 1);
        using var trainer = new PpoTrainer(task.Descriptor(1), new PpoOptions { RolloutTransitions = 64 });
        float[] states = new float[20 * task.Width], actions = new float[20];
        trainer.ActGreedily(states, actions);
        byte[] saved = Saved(trainer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        trainer.ActGreedily(states, actions);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        Saved(trainer).ShouldBe(saved);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void BadFeaturesAreNamedAndChangeNothing(float bad)
    {
        var task = new FakeTask(3, ActionSpace.Discrete(4), 1, separate: true);
        using var trainer = new PpoTrainer(task.Descriptor(1), new PpoOptions { RolloutTransitions = 30, MinibatchSize = 10 });
        task.Train(trainer, 36);
        byte[] before = Saved(trainer);
        float[] good = new float[12], spoiled = new float[12];
        spoiled[(1 * 4) + 2] = bad;
        Should.Throw<NonFiniteValueException>(() => trainer.Act(new FeatureBatch { Policy = spoiled, Value = good }, new float[3])).Message.ShouldStartWith("policy feature 2 of environment 1 is ");
        Should.Throw<NonFiniteValueException>(() => trainer.Act(new FeatureBatch { Policy = good, Value = spoiled }, new float[3])).Message.ShouldStartWith("value feature 2 of environment 1 is ");
        Should.Throw<NonFiniteValueException>(() => trainer.ActGreedily(spoiled, new float[3]));
        Saved(trainer).ShouldBe(before);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e300)]
    public void BadRewardsAndFinalFeaturesAreNamedAndTheStepCanBeObservedAgain(double bad)
    {
        using var trainer = new PpoTrainer(new TrainerDescriptor(2, 1, 1, ActionSpace.Discrete(2), 1), new PpoOptions { RolloutTransitions = 8, MinibatchSize = 4, NormalizeRewards = true });
        using var twin = new PpoTrainer(new TrainerDescriptor(2, 1, 1, ActionSpace.Discrete(2), 1), new PpoOptions { RolloutTransitions = 8, MinibatchSize = 4, NormalizeRewards = true });
        float[] states = [1, 2], finals = [float.NaN, float.NaN];
        trainer.Act(new FeatureBatch { Policy = states, Value = states }, new float[2]);
        twin.Act(new FeatureBatch { Policy = states, Value = states }, new float[2]);
        Should.Throw<NonFiniteValueException>(() => trainer.Observe([new(1, false, false), new(bad, false, false)], default)).Message.ShouldStartWith("the reward of environment 1 is ");
        Should.Throw<NonFiniteValueException>(() => trainer.Observe([new(1, false, false), new(1, false, true)], new FeatureBatch { Policy = finals, Value = finals }))
            .Message.ShouldStartWith("feature 0 of environment 1 is ");
        trainer.Observe([new(1, false, false), new(2, false, false)], default);
        twin.Observe([new(1, false, false), new(2, false, false)], default);
        Saved(trainer).ShouldBe(Saved(twin));
    }

    [Fact]
    public void RewardsTooLargeForTheGradientLeaveTheWeightsFinite()
    {
        using var trainer = new PpoTrainer(new TrainerDescriptor(2, 1, 1, ActionSpace.Discrete(2), 1), new PpoOptions { RolloutTransitions = 8, MinibatchSize = 4, ValueClipRange = null });
        float[] states = [1, 2];
        for (int i = 0; i < 4; i++)
        {
            trainer.Act(new FeatureBatch { Policy = states, Value = states }, new float[2]);
            trainer.Observe([new(3e38, false, false), new(-3e38, false, false)], default);
        }

        Should.Throw<NonFiniteValueException>(() => trainer.Update(new FeatureBatch { Policy = states, Value = states }));
        FiniteCheck.FirstNonFinite(trainer.State.Policy.Head.Weights).ShouldBe(-1);
        FiniteCheck.FirstNonFinite(trainer.State.Value.Head.Weights).ShouldBe(-1);
    }

    [Fact]
    public void FeaturesTooLargeForTheNetworkAreRefusedBeforeAnActionIsDrawn()
    {
        var options = Plain with { PolicyActivation = Ppo.Networks.Activation.Relu };
        using var trainer = new PpoTrainer(new TrainerDescriptor(2, 2, 2, ActionSpace.Discrete(2), 1), options);
        trainer.State.Policy.Head.Weights.Fill(10);
        byte[] before = Saved(trainer);
        float[] states = [1, 1, 3e38f, 3e38f];
        Should.Throw<NonFiniteValueException>(() => trainer.Act(new FeatureBatch { Policy = states, Value = states }, new float[2])).Message.ShouldContain("environment 1");
        trainer.State.Rollout.IsAwaitingResults.ShouldBeFalse();
        trainer.State.HasStarted.ShouldBeFalse();
        Saved(trainer).ShouldBe(before);
    }

    [Fact]
    public void CallsOutOfOrderAreRefused()
    {
        using var trainer = new PpoTrainer(new TrainerDescriptor(2, 1, 1, ActionSpace.Discrete(2), 1), Plain);
        float[] states = [1, 2];
        var actions = new float[2];
        Should.Throw<InvalidOperationException>(() => trainer.Observe(new StepResult[2], default));
        Should.Throw<InvalidOperationException>(() => trainer.Update(new FeatureBatch { Policy = states, Value = states }));
        trainer.Act(new FeatureBatch { Policy = states, Value = states }, actions);
        Should.Throw<InvalidOperationException>(() => trainer.Act(new FeatureBatch { Policy = states, Value = states }, actions));
        Should.Throw<InvalidOperationException>(() => trainer.Save(new MemoryStream()));
        Should.Throw<ArgumentException>(() => trainer.Observe(new StepResult[1], default));
        trainer.Observe(new StepResult[2], default);
        trainer.Act(new FeatureBatch { Policy = states, Value = states }, actions);
        trainer.Observe(new StepResult[2], default);
        trainer.IsUpdateDue.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => trainer.Act(new FeatureBatch { Policy = states, Value = states }, actions));
        Should.Throw<InvalidOperationException>(() => trainer.Save(new MemoryStream()));
        Should.Throw<ArgumentException>(() => trainer.Update(new FeatureBatch { Policy = states, Value = [1] }));
        trainer.Update(new FeatureBatch { Policy = states, Value = states });
        trainer.IsUpdateDue.ShouldBeFalse();
        Should.Throw<ArgumentException>(() => trainer.Act(new FeatureBatch { Policy = [1], Value = [1] }, actions));
        Should.Throw<ArgumentException>(() => trainer.Act(new FeatureBatch { Policy = states, Value = states }, new float[3]));
    }

    [Fact]
    public void FeaturesThatWereSharedMustStayShared()
    {
        using var trainer = new PpoTrainer(new TrainerDescriptor(2, 1, 1, ActionSpace.Discrete(2), 1), Plain);
        float[] states = [1, 2], others = [1, 2];
        trainer.Act(new FeatureBatch { Policy = states, Value = states }, new float[2]);
        trainer.State.IsShared.ShouldBeTrue();
        trainer.Observe(new StepResult[2], default);
        Should.Throw<ArgumentException>(() => trainer.Act(new FeatureBatch { Policy = states, Value = others }, new float[2]));
    }

    [Fact]
    public void SharedAndSeparateButEqualFeaturesGiveTheSameRun()
    {
        float[] Run(bool copy)
        {
            using var trainer = new PpoTrainer(new TrainerDescriptor(2, 3, 3, ActionSpace.Discrete(4), 1), new PpoOptions { RolloutTransitions = 16, MinibatchSize = 8 });
            var random = new Random(1);
            float[] states = new float[6], actions = new float[2], all = new float[64];
            for (int i = 0; i < 32; i++)
            {
                for (int j = 0; j < 6; j++)
                {
                    states[j] = (float)random.NextDouble();
                }

                float[] value = copy ? [.. states] : states;
                trainer.Act(new FeatureBatch { Policy = states, Value = value }, actions);
                trainer.Observe([new(actions[0], false, i % 5 == 0), new(actions[1], i % 7 == 0, false)], new FeatureBatch { Policy = states, Value = value });
                actions.CopyTo(all, i * 2);
                if (trainer.IsUpdateDue)
                {
                    trainer.Update(new FeatureBatch { Policy = states, Value = value });
                }
            }

            trainer.State.IsShared.ShouldBe(!copy);
            return all;
        }

        Run(copy: true).ShouldBe(Run(copy: false));
    }

    private static byte[] Saved(PpoTrainer trainer)
    {
        using var stream = new MemoryStream();
        trainer.Save(stream);
        return stream.ToArray();
    }
}
