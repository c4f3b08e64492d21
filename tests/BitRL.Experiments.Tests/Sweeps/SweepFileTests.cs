using BitRL.Agent.Configuration;
using BitRL.Experiments.Sweeps;

namespace BitRL.Experiments.Tests.Sweeps;

public sealed class SweepFileTests
{
    [Fact]
    public void EveryCombinationIsACellOnce()
    {
        var file = SweepFile.Parse(
            """
            environments: [CartPole-v1, Acrobot-v1]
            backends: [cpu, mlp]
            models: [embedded, "random:1"]
            variants:
              hybrid: { backend: cpu, critic.model: embedded-fp }
            grid: { trainer.learning-rate: [0.001, 0.003] }
            seeds: [3, 5]
            """,
            "s.yaml");

        var cells = SweepPlan.Cells(file);

        file.Variants.Select(variant => variant.Name).ShouldBe(["cpu embedded", "cpu random:1", "mlp", "hybrid"], "a model means nothing to raw observations");
        cells.Length.ShouldBe(2 * 4 * 2 * 2);
        cells.Select(cell => cell.Id).ShouldBeUnique();
        cells[0].Id.ShouldBe("CartPole-v1/cpu_embedded_trainer.learning-rate=0.001/s3");
        cells[0].Label.ShouldBe("cpu embedded trainer.learning-rate=0.001");
    }

    [Fact]
    public void TheSpecialSettingIsStrongerThanTheGeneral()
    {
        var file = SweepFile.Parse(
            """
            settings: { steps: 1, num-envs: 2, trainer: { rollout: 8, policy-hidden: [64, 64] } }
            environments: { CartPole-v1: { steps: 2 }, Acrobot-v1: }
            variants: { a: { steps: 3, backend: mlp }, b: mlp }
            grid: { num_envs: [4] }
            seeds: 1
            """,
            "s.yaml");

        var cells = SweepPlan.Cells(file);

        Value(cells[0], "steps").ShouldBe("3", "the variant's");
        Value(cells[1], "steps").ShouldBe("2", "the environment's");
        Value(cells[3], "steps").ShouldBe("1", "that of all");
        Value(cells[0], "num-envs").ShouldBe("4", "the grid's");
        Value(cells[0], "trainer.policy-hidden").ShouldBe("64,64");
        Value(cells[1], "backend").ShouldBe("mlp", "a plain value of a variant is its backend");
        cells.ShouldAllBe(cell => cell.Settings.Select(setting => setting.Key).Distinct().Count() == cell.Settings.Length);
    }

    [Fact]
    public void TheFirstSeedOfAllGroupsIsRunFirst()
    {
        var file = SweepFile.Parse("environments: [A, B]\nbackends: [x, y]\nseeds: 2\n", "s.yaml");

        SweepPlan.InOrderOfWork(file, SweepPlan.Cells(file)).Select(cell => cell.Seed).ShouldBe([0UL, 0, 0, 0, 1, 1, 1, 1]);
    }

    [Fact]
    public void AllProblemsAreToldTogetherWithTheirLines()
    {
        var failure = Should.Throw<ConfigurationException>(() => SweepFile.Parse(
            """
            environmentz: [CartPole-v1]
            variants:
              a: { seed: 3, backend: mlp }
              b: { trainer: { deep: { deeper: { deepest: 1 } } } }
            seeds: [1, 1, x]
            grid:
              steps: 5
            memory: lots
            jobs: 0
            baseline: c
            """,
            "s.yaml"));

        string[] lines = [.. failure.Problems];
        lines.ShouldContain(line => line.StartsWith("s.yaml, line 1: unknown key 'environmentz'", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("s.yaml, line 3:", StringComparison.Ordinal) && line.Contains("'seed' is given by the sweep itself"));
        lines.ShouldContain(line => line.StartsWith("s.yaml, line 4:", StringComparison.Ordinal) && line.Contains("deep"));
        lines.Count(line => line.StartsWith("s.yaml, line 5:", StringComparison.Ordinal)).ShouldBe(2, "the seed 1 twice, and x");
        lines.ShouldContain(line => line.StartsWith("s.yaml, line 7:", StringComparison.Ordinal) && line.Contains("list"));
        lines.ShouldContain(line => line.StartsWith("s.yaml, line 8:", StringComparison.Ordinal) && line.Contains("512M"));
        lines.ShouldContain(line => line.StartsWith("s.yaml, line 9:", StringComparison.Ordinal) && line.Contains("jobs is 0"));
        lines.ShouldContain(line => line.StartsWith("s.yaml, line 10:", StringComparison.Ordinal) && line.Contains("'c' is no variant"));
        lines.ShouldContain(line => line.Contains("no environment"));
    }

    [Theory]
    [InlineData("environments: [a, b\n", "line 2")]
    [InlineData("- a\n", "one YAML mapping")]
    [InlineData("", "one YAML mapping")]
    [InlineData("environments: [a]\nbackends: [cpu]\nbackends: [mlp]\n", "line 3")]
    [InlineData("environments: [a]\nvariants: { 'x y': mlp, 'x_y': mlp }\n", "line 2: 'x_y' was given before")]
    [InlineData("environments: [a]\nmodels: [m]\n", "models without backends")]
    public void WhatIsNoSweepIsRefusedWithItsPlace(string yaml, string words) =>
        Should.Throw<ConfigurationException>(() => SweepFile.Parse(yaml, "s.yaml")).Message.ShouldContain(words);

    [Theory]
    [InlineData("512M", 512L << 20)]
    [InlineData("4GiB", 4L << 30)]
    [InlineData("100", 100)]
    public void SizesAreReadAsPeopleWriteThem(string text, long bytes) => ByteSize.Parse(text).ShouldBe(bytes);

    [Theory]
    [InlineData("0")]
    [InlineData("-1G")]
    [InlineData("9999999999G")]
    public void ASizeThatIsNoneIsRefused(string text) => Should.Throw<FormatException>(() => ByteSize.Parse(text));

    private static string Value(SweepCell cell, string key) => cell.Settings.Single(setting => setting.Key == key).Value;
}
