using BitRL.Contracts.Environments;
using BitRL.Ppo.Checkpoints;
using BitRL.Ppo.Features;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests.Checkpoints;

public sealed class PpoTrainerCheckpointTests
{
    private static readonly PpoOptions Small = new() { RolloutTransitions = 64, MinibatchSize = 16, PolicyHidden = [16], ValueHidden = [8] };

    public static TheoryData<string, int> Settings
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string setting in (string[])["normalize-features=none", "normalize-features=standardize", "projection=pca", "projection=random normalize-features=none", "normalize-rewards=true", "box", "separate", "anneal-over=300"])
            {
                foreach (int steps in (int[])[0, 1, 7, 20, 40])
                {
                    cases.Add(setting, steps);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void SavingAndLoadingInTheMiddleChangesNothing(string setting, int steps)
    {
        (PpoOptions options, ActionSpace space, bool separate) = Parse(setting);
        FakeTask Task() => new(4, space, 3, noiseFeatures: 20, separate);
        FakeTask whole = Task(), broken = Task();
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
    public void EveryDamagedByteIsNoticedAndChangesNothing()
    {
        var task = new FakeTask(4, ActionSpace.Discrete(3), 3);
        using var trainer = new PpoTrainer(task.Descriptor(5), Small with { PolicyHidden = [2], ValueHidden = [2] });
        task.Train(trainer, 100);
        byte[] good = Saved(trainer);
        task.Train(trainer, 40);
        byte[] before = Saved(trainer);
        for (int i = 0; i < good.Length; i++)
        {
            byte[] bad = [.. good];
            bad[i] ^= (byte)(1 << (i % 8));
            Should.Throw<InvalidDataException>(() => trainer.Load(new MemoryStream(bad)));
        }

        for (int length = 0; length < good.Length; length += 13)
        {
            Should.Throw<InvalidDataException>(() => trainer.Load(new MemoryStream(good, 0, length)));
        }

        Saved(trainer).ShouldBe(before);
        trainer.Load(new MemoryStream(good));
        Saved(trainer).ShouldBe(good);
    }

    [Fact]
    public void AFalseLengthReservesNoMemory()
    {
        var task = new FakeTask(4, ActionSpace.Discrete(3), 3);
        using var trainer = new PpoTrainer(task.Descriptor(5), Small);
        byte[] bad = Saved(trainer);
        int stateLength = 8 + 32 + 4 + BitConverter.ToInt32(bad, 40);
        BitConverter.GetBytes(int.MaxValue).CopyTo(bad, stateLength);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<InvalidDataException>(() => trainer.Load(new MemoryStream(bad)));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 << 20);
    }

    public static TheoryData<string> OtherShapes => ["environments", "features", "actions", "box", "policy-hidden", "value-hidden", "activation", "rollout", "normalize", "rewards", "max-inputs"];

    [Theory]
    [MemberData(nameof(OtherShapes))]
    public void AStateOfAnotherShapeIsRefusedWithBothShapesInTheMessage(string difference)
    {
        using var saved = new PpoTrainer(new(4, 6, 6, ActionSpace.Discrete(3), 1), Small);
        using var stream = new MemoryStream(Saved(saved));
        PpoOptions options = difference switch
        {
            "policy-hidden" => Small with { PolicyHidden = [17] },
            "value-hidden" => Small with { ValueHidden = [8, 8] },
            "activation" => Small with { ValueActivation = Ppo.Networks.Activation.Relu },
            "rollout" => Small with { RolloutTransitions = 128 },
            "normalize" => Small with { FeatureNormalization = FeatureNormalization.None },
            "rewards" => Small with { NormalizeRewards = true },
            "max-inputs" => Small with { MaxInputs = 5 },
            _ => Small,
        };
        ActionSpace actions = difference switch
        {
            "actions" => ActionSpace.Discrete(4),
            "box" => ActionSpace.Box([-1, -1, -1], [1, 1, 1]),
            _ => ActionSpace.Discrete(3),
        };
        using var other = new PpoTrainer(new(difference == "environments" ? 2 : 4, difference == "features" ? 7 : 6, 6, actions, 1), options);
        byte[] before = Saved(other);
        string message = Should.Throw<InvalidDataException>(() => other.Load(stream)).Message;
        message.ShouldContain(saved.State.Shape);
        message.ShouldContain(other.State.Shape);
        Saved(other).ShouldBe(before);
    }

    [Fact]
    public void AValidFrameAroundNonsenseIsRefused()
    {
        using var trainer = new PpoTrainer(new(4, 6, 6, ActionSpace.Discrete(3), 1), Small);
        byte[] before = Saved(trainer);
        var random = new Random(1);
        for (int i = 0; i < 200; i++)
        {
            var state = new byte[random.Next(before.Length)];
            random.NextBytes(state);
            if (i % 2 == 0)
            {
                before.AsSpan(Math.Min(before.Length, 300), Math.Min(state.Length, before.Length - 300)).CopyTo(state);
            }

            using var stream = new MemoryStream();
            CheckpointFile.Write(stream, trainer.State.Shape, state);
            stream.Position = 0;
            Should.Throw<InvalidDataException>(() => trainer.Load(stream));
        }

        Saved(trainer).ShouldBe(before);
    }

    [Fact]
    public void WhatFollowsTheStateInItsStreamIsLeftThere()
    {
        using var trainer = new PpoTrainer(new(4, 6, 6, ActionSpace.Discrete(3), 1), Small);
        using var stream = new MemoryStream();
        trainer.Save(stream);
        stream.Write("after"u8);
        stream.Position = 0;
        trainer.Load(stream);
        stream.ReadByte().ShouldBe('a');
    }

    private static (PpoOptions Options, ActionSpace Space, bool Separate) Parse(string setting)
    {
        var settings = new Dictionary<string, string> { ["rollout"] = "64", ["minibatch"] = "16", ["policy-hidden"] = "16", ["value-hidden"] = "8" };
        foreach (string part in setting.Split(' ').Where(part => part.Contains('=')))
        {
            settings[part.Split('=')[0]] = part.Split('=')[1];
        }

        if (setting.StartsWith("projection", StringComparison.Ordinal))
        {
            settings["max-inputs"] = "12";
        }

        return (PpoSettings.Parse(settings), setting == "box" ? ActionSpace.Box([-1, -2], [1, 2]) : ActionSpace.Discrete(5), setting == "separate");
    }

    private static byte[] Saved(PpoTrainer trainer)
    {
        using var stream = new MemoryStream();
        trainer.Save(stream);
        return stream.ToArray();
    }
}
