using BitRL.Agent.Configuration;
using BitRL.Experiments.Comparison;
using BitRL.Experiments.Tests.Fakes;

namespace BitRL.Experiments.Tests.Comparison;

public sealed class RunComparisonTests
{
    private static readonly ComparisonOptions Options = new() { Baseline = "base", Resamples = 2000, RandomReturn = configuration => configuration.Environment == "Neg" ? -500 : 20 };

    [Fact]
    public void ARatioMeasuresWhatWasGainedOverTheRandomPolicy()
    {
        var comparison = RunComparison.Of([.. Runs("Neg", "base", -100, -100), .. Runs("Neg", "x", -200, -200), .. Runs("Neg", "worse", -600, -600)], Options);

        Ratio(comparison, "Neg", "base").Value.ShouldBe(1);
        Ratio(comparison, "Neg", "x").Value.ShouldBe(300.0 / 400);
        Ratio(comparison, "Neg", "worse").Value.ShouldBe(-0.25);
        Group(comparison, "Neg", "x").PlainRatio.ShouldBeNull("a quotient of negative returns says the opposite of what it seems to");
    }

    [Fact]
    public void ThePlainRatioIsThatOfPositiveReturns()
    {
        var comparison = RunComparison.Of([.. Runs("Pos", "base", 400, 600), .. Runs("Pos", "x", 450, 460)], Options);

        Group(comparison, "Pos", "x").PlainRatio!.Value.ShouldBe(455.0 / 500, 1e-12);
        Ratio(comparison, "Pos", "x").Value.ShouldBe(435.0 / 480, 1e-12);
    }

    [Fact]
    public void TheGeometricMeanIsOverEnvironmentsAndHasAFloor()
    {
        var comparison = RunComparison.Of(
            [.. Runs("Neg", "base", -100), .. Runs("Neg", "x", -300), .. Runs("Neg", "worse", -600), .. Runs("Pos", "base", 420), .. Runs("Pos", "x", 820), .. Runs("Pos", "worse", 420)], Options);

        var x = comparison.Overall.Single(overall => overall.Label == "x");
        x.Environments.ShouldBe(2);
        x.Geometric.Value.ShouldBe(Math.Sqrt(0.5 * 2), 1e-12);
        var worse = comparison.Overall.Single(overall => overall.Label == "worse");
        worse.Geometric.Value.ShouldBe(Math.Sqrt(0.01 * 1), 1e-12);
        worse.Floored.ShouldBe(1);
        comparison.Overall.Single(overall => overall.Label == "base").Geometric.Value.ShouldBe(1);
    }

    [Fact]
    public void IntervalsCoverWhatResamplingGivesAndAreRepeatable()
    {
        RecordedRun[] runs = [.. Runs("Pos", "base", 400, 500, 600), .. Runs("Pos", "x", 300, 500, 700)];
        var ratio = Ratio(RunComparison.Of(runs, Options), "Pos", "x");

        ratio.ShouldBe(Ratio(RunComparison.Of(runs, Options), "Pos", "x"));
        ratio.Low.ShouldBeInRange((300.0 - 20) / (600 - 20), 0.75, "no resample is below the worst of one against the best of the other");
        ratio.High.ShouldBeInRange(1.25, (700.0 - 20) / (400 - 20));
        Ratio(RunComparison.Of(runs, Options with { Confidence = 0.5 }), "Pos", "x").Low.ShouldBeGreaterThan(ratio.Low);
        Ratio(RunComparison.Of(runs, Options with { Seed = 1 }), "Pos", "x").Value.ShouldBe(ratio.Value);
    }

    [Fact]
    public void TheIntervalOfAMeanIsThatOfTheBootstrapInClosedForm()
    {
        // Two equal runs of the baseline pin the denominator; of two runs a and b a resample is a, b or their middle with 1/4, 1/4 and 1/2.
        var ratio = Ratio(RunComparison.Of([.. Runs("Pos", "base", 120, 120), .. Runs("Pos", "x", 70, 170)], Options), "Pos", "x");

        (ratio.Value, ratio.Low, ratio.High).ShouldBe((1, 0.5, 1.5));
    }

    [Fact]
    public void OneSeedHasNoInterval()
    {
        var comparison = RunComparison.Of([.. Runs("Pos", "base", 400, 500), .. Runs("Pos", "x", 300)], Options);

        Ratio(comparison, "Pos", "x").HasInterval.ShouldBeFalse();
        comparison.Overall.Single(overall => overall.Label == "x").Geometric.HasInterval.ShouldBeFalse();
    }

    [Theory]
    [InlineData(15, "no better than the random policy")]
    [InlineData(double.NaN, "no finished run")]
    public void WithoutABaselineThatLearnedThereAreNoRatiosAndARemark(double final, string words)
    {
        var comparison = RunComparison.Of([.. Runs("Pos", "base", final), .. Runs("Pos", "x", 300)], Options);

        Group(comparison, "Pos", "x").Ratio.ShouldBeNull();
        comparison.Remarks.ShouldContain(remark => remark.Contains(words));
        comparison.Overall.ShouldBeEmpty();
    }

    [Fact]
    public void AnUnknownRandomPolicyIsSaid()
    {
        var comparison = RunComparison.Of([.. Runs("Pos", "base", 300), .. Runs("Pos", "x", 300)], Options with { RandomReturn = _ => null });

        comparison.Remarks.ShouldContain(remark => remark.Contains("--random-return"));
    }

    [Fact]
    public void UnfinishedRunsAreLeftOutOfTheFiguresAndSaid()
    {
        var comparison = RunComparison.Of([.. Runs("Pos", "base", 400, 500), .. Runs("Pos", "x", 300, double.NaN)], Options);

        Group(comparison, "Pos", "x").Finals.ShouldBe([300]);
        comparison.Remarks.ShouldContain(remark => remark.Contains("1 of 4 runs have not ended"));
    }

    [Fact]
    public void TheSameRunTwiceIsRefused() =>
        Should.Throw<ConfigurationException>(() => RunComparison.Of([.. Runs("Pos", "x", 1), .. Runs("Pos", "x", 2)], Options with { Baseline = null })).Message.ShouldContain("NAME=FOLDER");

    [Fact]
    public void AnUnknownBaselineIsRefusedWithTheKnownOnes() =>
        Should.Throw<ConfigurationException>(() => RunComparison.Of(Runs("Pos", "x", 1), Options)).Message.ShouldContain("there are x");

    [Fact]
    public void CurvesAreJoinedWhereAllHaveThem()
    {
        var curve = MeanCurve.Of([[new CurvePoint(0, 0), new CurvePoint(100, 100)], [new CurvePoint(50, 10), new CurvePoint(200, 10)]]);

        (curve.Steps[0], curve.Steps[^1]).ShouldBe((50, 100));
        curve.Mean[0].ShouldBe((50 + 10) / 2.0, 1e-9);
        (curve.Mean[^1], curve.Low[^1], curve.High[^1]).ShouldBe((55, 10, 100));
    }

    [Fact]
    public void AnEvaluationAtTheEndOnlyIsNoCurve()
    {
        RecordedRun[] runs = Runs("Pos", "base", 400, 500);

        var once = RunComparison.Of([.. runs.Select(run => run with { Evaluations = [new CurvePoint(100, run.FinalReturn)] })], Options).Environments[0];
        var twice = RunComparison.Of([.. runs.Select(run => run with { Evaluations = [new CurvePoint(50, 100), new CurvePoint(100, run.FinalReturn)] })], Options).Environments[0];

        once.CurvesAreGreedy.ShouldBeFalse();
        once.Groups[0].Curve.Mean[^1].ShouldBe(50);
        twice.CurvesAreGreedy.ShouldBeTrue();
        twice.Groups[0].Curve.Mean[^1].ShouldBe(450);
    }

    [Fact]
    public void ARunIsReadFromItsFolder()
    {
        using var temporary = new TemporaryFolder();
        RunFiles.Finish(temporary["a/s0"], RunFiles.Configuration("CartPole-v1"), final: 480);
        RunFiles.Begin(temporary["a/s1"], RunFiles.Configuration("CartPole-v1", "cpu", seed: 1) with { Critic = new CriticConfiguration { Backend = "mlp" } });
        File.AppendAllText(temporary["a/s1/metrics.csv"], "3,300,7,2"); // being written

        RecordedRun[] runs = [.. RecordedRun.Find(temporary.Path).Select(folder => RecordedRun.Read(folder, label: null))];

        runs.Select(run => run.Label).ShouldBe(["mlp", "cpu embedded, critic raw"]);
        (runs[0].FinalReturn, runs[0].Steps, runs[0].PeakMemoryMb, runs[0].Provenance).ShouldBe((480, 200, 70, "1.2.3, abc, P"));
        runs[1].IsFinished.ShouldBeFalse();
        runs[1].Training.Select(point => point.Return).ShouldBe([10, 20]);
    }

    [Fact]
    public void ARunThatEndedBeforeItsFirstUpdateHasNoCurve()
    {
        using var temporary = new TemporaryFolder();
        RunFiles.Finish(temporary["a"], RunFiles.Configuration("CartPole-v1"), final: 480);
        File.WriteAllText(temporary["a/metrics.csv"], string.Empty);

        var run = RecordedRun.Read(temporary["a"], label: null);

        run.Training.ShouldBeEmpty();
        run.FinalReturn.ShouldBe(480);
        RunComparison.Of([run], Options with { Baseline = null }).Environments[0].Groups[0].Curve.IsEmpty.ShouldBeTrue();
    }

    private static RecordedRun[] Runs(string environment, string label, params double[] finals) => [.. finals.Select((final, seed) => new RecordedRun
    {
        Folder = $"{label}/{seed}",
        Configuration = RunFiles.Configuration(environment, seed: (ulong)seed),
        Label = label,
        FinalReturn = final,
        Steps = double.IsNaN(final) ? 0 : 100,
        StepsPerSecond = 10,
        PeakMemoryMb = 50,
        Evaluations = [],
        Training = [new CurvePoint(0, 0), new CurvePoint(100, 50)],
        Provenance = "",
    })];

    private static RunGroup Group(RunComparison comparison, string environment, string label) =>
        comparison.Environments.Single(e => e.Environment == environment).Groups.Single(group => group.Label == label);

    private static Estimate Ratio(RunComparison comparison, string environment, string label) => Group(comparison, environment, label).Ratio!.Value;
}
