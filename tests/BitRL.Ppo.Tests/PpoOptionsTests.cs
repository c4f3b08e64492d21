using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;
using BitRL.Ppo.Features;
using BitRL.Ppo.Networks;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests;

public sealed class PpoOptionsTests
{
    [Fact]
    public void TheDefaultsAreThePapers()
    {
        var options = new PpoOptions();
        options.Validate().ShouldBeEmpty();
        (options.ClipRange, options.EntropyCoefficient, options.MaxGradientNorm).ShouldBe((0.1, 0.05, 0.5));
        (options.PolicyLearningRate, options.ValueLearningRate).ShouldBe((3e-4, 1e-3));
        (options.RolloutTransitions, options.Epochs, options.MinibatchSize).ShouldBe((2048, 4, 64));
        (options.Discount, options.GaeLambda).ShouldBe((0.99, 0.95));
    }

    [Fact]
    public void AllProblemsAreReportedAtOnceByTheirSettingsNames()
    {
        IReadOnlyList<string> problems = new PpoOptions
        {
            RolloutTransitions = 1,
            Epochs = 0,
            MinibatchSize = 1,
            Discount = 1.5,
            GaeLambda = double.NaN,
            ClipRange = 0,
            ValueClipRange = -1,
            ValueCoefficient = 0,
            EntropyCoefficient = -1,
            PolicyLearningRate = 0,
            ValueLearningRate = double.PositiveInfinity,
            AnnealTransitions = 0,
            AdamEpsilon = 0,
            MaxGradientNorm = 0,
            TargetDivergence = 0,
            PolicyHidden = default,
            ValueHidden = [64, 0],
            PolicyActivation = (Activation)7,
            ValueActivation = (Activation)8,
            InitialLogStandardDeviation = 99,
            MaxInputs = 0,
            FeatureNormalization = (FeatureNormalization)5,
            FeatureProjection = (FeatureProjection)5,
        }.Validate();
        string[] names =
        [
            "rollout", "epochs", "minibatch", "discount", "gae-lambda", "clip", "value-clip", "value-coefficient", "entropy", "target-kl", "policy-lr", "value-lr", "adam-epsilon",
            "max-grad-norm", "anneal-over", "policy-hidden", "value-hidden", "policy-activation", "value-activation", "initial-log-std", "max-inputs", "normalize-features", "projection",
        ];
        names.ShouldAllBe(name => problems.Any(problem => problem.StartsWith(name + " is ", StringComparison.Ordinal)));
    }

    [Fact]
    public void AMinibatchCannotBeLargerThanTheRollout() =>
        new PpoOptions { RolloutTransitions = 32 }.Validate().ShouldHaveSingleItem().ShouldContain("minibatch is 64");

    [Fact]
    public void EverySettingGoesToTextAndBack()
    {
        var options = new PpoOptions
        {
            RolloutTransitions = 512,
            Epochs = 3,
            MinibatchSize = 32,
            Discount = 0.9,
            GaeLambda = 0.8,
            ClipRange = 0.3,
            ValueClipRange = null,
            ValueCoefficient = 0.25,
            EntropyCoefficient = 0.001,
            NormalizeAdvantages = false,
            PolicyLearningRate = 1e-5,
            ValueLearningRate = 2e-5,
            AnnealTransitions = 50000,
            AdamEpsilon = 1e-8,
            MaxGradientNorm = 10,
            TargetDivergence = 0.02,
            PolicyHidden = [64, 32],
            ValueHidden = [],
            CandidateHidden = [16, 8],
            CandidateWidth = 32,
            PolicyActivation = Activation.Relu,
            ValueActivation = Activation.Relu,
            InitialLogStandardDeviation = -1,
            MaxInputs = 64,
            FeatureNormalization = FeatureNormalization.None,
            FeatureProjection = FeatureProjection.Pca,
            NormalizeRewards = true,
            BootstrapTruncated = false,
            ParallelNetworks = false,
        };
        var text = PpoSettings.Format(options);
        PpoOptions parsed = PpoSettings.Parse(text);
        PpoSettings.Format(parsed).ShouldBe(text);
        (parsed with { PolicyHidden = options.PolicyHidden, ValueHidden = options.ValueHidden, CandidateHidden = options.CandidateHidden }).ShouldBe(options);
        parsed.CandidateHidden.ShouldBe(options.CandidateHidden);
        parsed.PolicyHidden.ShouldBe(options.PolicyHidden);
        parsed.ValueHidden.ShouldBeEmpty();

        // a setting that Format forgot to read, or Parse to write, would be equal to the default here
        var defaults = PpoSettings.Format(new PpoOptions());
        text.Where(pair => defaults[pair.Key] == pair.Value).ShouldBeEmpty();
        typeof(PpoOptions).GetProperties().Length.ShouldBe(text.Count);
    }

    [Fact]
    public void TheProviderDeclaresEverySettingWithItsDefault()
    {
        var provider = new PpoTrainerProvider();
        provider.Name.ShouldBe("ppo");
        provider.Settings.ToDictionary(setting => setting.Name, setting => setting.DefaultValue).ShouldBe(PpoSettings.Format(new PpoOptions()), ignoreOrder: true);
        using ITrainer trainer = provider.Create(new TrainerDescriptor(2, 3, 3, ActionSpace.Discrete(2), 1), new Dictionary<string, string> { ["rollout"] = "64" });
        trainer.ShouldBeOfType<PpoTrainer>();
    }

    [Fact]
    public void UnknownAndUnusableSettingsAreNamedTogether()
    {
        var exception = Should.Throw<ArgumentException>(() => PpoSettings.Parse(new Dictionary<string, string>
        {
            ["clipp"] = "0.1",
            ["epochs"] = "four",
            ["policy-hidden"] = "64,x",
            ["policy-activation"] = "1",
            ["minibatch"] = "1",
            ["anneal-over"] = "soon",
            ["target-kl"] = "",
        }));
        foreach (string part in (string[])["'clipp'", "epochs cannot be 'four'", "policy-hidden cannot be '64,x'", "policy-activation cannot be '1'", "minibatch is 1", "anneal-over", "target-kl cannot be ''"])
        {
            exception.Message.ShouldContain(part);
        }
    }

    [Fact]
    public void ATrainerRefusesBadOptionsAndShapes()
    {
        Should.Throw<ArgumentException>(() => new PpoTrainer(new TrainerDescriptor(1, 1, 1, ActionSpace.Discrete(2), 0), new PpoOptions { Epochs = 0 })).Message.ShouldContain("epochs");
        Should.Throw<ArgumentException>(() => new PpoTrainer(new TrainerDescriptor(0, 1, 1, ActionSpace.Discrete(2), 0), new PpoOptions()));
        Should.Throw<ArgumentException>(() => new PpoTrainer(new TrainerDescriptor(1, 0, 1, ActionSpace.Discrete(2), 0), new PpoOptions()));
        Should.Throw<ArgumentException>(() => new PpoTrainer(new TrainerDescriptor(1, 1, 0, ActionSpace.Discrete(2), 0), new PpoOptions()));
    }
}
