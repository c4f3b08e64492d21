using BitRL.Contracts.Pretraining;
using BitRL.Model.Pretraining.Corpus;
using BitRL.Model.Tokenizer;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Pretraining;

public sealed class CorpusTests
{
    private static readonly NumberTokenizer Tokenizer = new(PretrainingWords.All);
    private static readonly CorpusOptions Options = new() { RampSteps = 0 };

    [Fact]
    public void AGroupFollowsFromSeedAndNumberAlone()
    {
        BatchSampler sampler = Sampler(1);
        BackboneBatch[] early = sampler.Group(3);
        sampler.Group(4);
        Tokens(Sampler(1).Group(3)).ShouldBe(Tokens(early));
        Tokens(Sampler(2).Group(3)).ShouldNotBe(Tokens(early));
        Tokens(sampler.Group(5)).ShouldNotBe(Tokens(early));
    }

    [Fact]
    public void EveryNumberIsRegressedAtTheTokenThatEndsIt()
    {
        foreach (CorpusSequence sequence in Draw(500))
        {
            for (int slot = 0; slot < FieldSlots.Numbers; slot++)
            {
                if (sequence.Positions[slot] >= 0)
                {
                    NumberTokenizer.IsFraction(sequence.Tokens[sequence.Positions[slot]]).ShouldBeTrue(sequence.Text);
                    sequence.Positions[slot].ShouldBeGreaterThanOrEqualTo(sequence.PoolStart);
                }
            }
        }
    }

    [Fact]
    public void TargetsAreReadOffTheText()
    {
        foreach (CorpusSequence sequence in Draw(300))
        {
            string line = sequence.Text.TrimEnd('\n').Split('\n')[^1];
            if (line[0] == '{' || !line.Contains('=', StringComparison.Ordinal) || sequence.Positions[FieldSlots.FirstWord] >= 0)
            {
                continue;
            }

            string[] values = [.. line.Split(' ').Select(pair => pair.Split('=')[1])];
            for (int slot = 0; slot < values.Length; slot++)
            {
                double value = double.Parse(values[slot], System.Globalization.CultureInfo.InvariantCulture);
                sequence.Targets[(slot * TargetCodes.Count) + 1].ShouldBe((float)Math.Tanh(value / 1.2), 1e-6f);
            }
        }
    }

    [Fact]
    public void TextsStayWithinTheBudgetAndTheMixShowsEveryStyle()
    {
        CorpusSequence[] drawn = Draw(2000);
        drawn.Max(sequence => sequence.Tokens.Length).ShouldBeLessThanOrEqualTo(Options.MaxTokens);
        int json = drawn.Count(sequence => sequence.Text[0] == '{');
        int sentences = drawn.Count(sequence => sequence.Text.EndsWith(".\n", StringComparison.Ordinal));
        json.ShouldBeInRange(100, 300);
        sentences.ShouldBeInRange(100, 300);
        drawn.Max(sequence => sequence.Positions.Take(FieldSlots.Numbers).Count(position => position >= 0)).ShouldBe(20);
    }

    [Fact]
    public void EvaluationWordingsAreHeldOut()
    {
        string[] forbidden = ["Cart pole\n", "Acrobot\n", "Car in a valley\n", "Hopping robot\n", "Running robot\n", "Walking robot\n", "pole_angle=", "torso_angle=", "=go to", "=turn on"];
        foreach (CorpusSequence sequence in Draw(3000))
        {
            forbidden.Where(text => sequence.Text.Contains(text, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        }

        HeldOut.IsTitle("Cart pole").ShouldBeTrue();
        HeldOut.IsFieldName("torso_angle").ShouldBeTrue();
        HeldOut.IsRequest("go to the red ball").ShouldBeTrue();
    }

    [Fact]
    public void AWordHasOneCodeAndAnotherWordAnother()
    {
        float[] lamp = new float[TargetCodes.Count];
        float[] door = new float[TargetCodes.Count];
        float[] both = new float[TargetCodes.Count];
        TargetCodes.Words("lamp", lamp);
        TargetCodes.Words("door", door);
        TargetCodes.Words("door lamp", both);
        lamp.ShouldNotBe(door);
        for (int i = 0; i < both.Length; i++)
        {
            both[i].ShouldBe((lamp[i] + door[i]) / MathF.Sqrt(2), 1e-6f);
            Math.Abs(lamp[i]).ShouldBeLessThanOrEqualTo(1);
        }
    }

    private static BatchSampler Sampler(ulong seed) => new(new TextSampler(Tokenizer, Options, 24), Options, seed, 4);

    private static int[] Tokens(BackboneBatch[] batches) => [.. batches.SelectMany(batch => batch.Tokens)];

    private static CorpusSequence[] Draw(int count)
    {
        var sampler = new SequenceSampler(Tokenizer, Options, 24);
        var random = new CorpusRandom(9);
        var drawn = new CorpusSequence[count];
        for (int i = 0; i < count; i++)
        {
            drawn[i] = sampler.Next(ref random, 20);
        }

        return drawn;
    }
}
