using BitRL.Agent.Configuration;
using BitRL.Agent.Tests.Fakes;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Observations;
using BitRL.Contracts.Plugins;

namespace BitRL.Agent.Tests.Configuration;

public sealed class ConfigurationBuilderTests
{
    [Fact]
    public void NothingGivenIsTheDefaultConfiguration() => new ConfigurationBuilder().Build().ShouldBe(new RunConfiguration());

    [Fact]
    public void SectionsAndPlainKeysAreTheSame()
    {
        RunConfiguration nested = Yaml("""
            env: {id: Walk-v0, gravity: 9.5}
            backend: {name: cpu, huge-pages: true}
            critic: {model: other.gguf, layer: 2}
            trainer:
              name: ppo
              policy_hidden: [32, 16]
            steps: 50_000
            memo: 64M
            style: Json
            pooling: mean
            """);
        nested.Environment.ShouldBe("Walk-v0");
        nested.EnvironmentSettings["gravity"].ShouldBe("9.5");
        nested.Encoder.BackendSettings["huge-pages"].ShouldBe("true");
        nested.TrainerSettings["policy-hidden"].ShouldBe("32,16");
        nested.Steps.ShouldBe(50_000);
        nested.MemoBytes.ShouldBe(64L << 20);
        nested.Encoder.Style.ShouldBe(TextStyle.Json);
        nested.Encoder.Pooling.ShouldBe(Pooling.Mean);
        nested.CriticEncoder!.Model.ShouldBe("other.gguf");
        nested.CriticEncoder.Layer.ShouldBe(2);
        nested.CriticEncoder.Pooling.ShouldBe(Pooling.Mean, "what the critic does not say is the policy's");
        Same(Yaml("env: Walk-v0\nenv.gravity: 9.5\nbackend: cpu\nbackend.huge-pages: true\ncritic.model: other.gguf\ncritic.layer: 2\ntrainer: ppo\ntrainer.policy-hidden: 32,16\nsteps: 50000\nmemo: 67108864\nstyle: json\npooling: mean\n"), nested);
    }

    [Fact]
    public void WhatIsWrittenBackReadsTheSame()
    {
        var builder = new ConfigurationBuilder();
        foreach (string assignment in (string[])[
            "env=Walk-v0", "env.title=a \"quoted\" \\ text: with # signs", "eval.env.title=another", "backend=mlp", "steps=7", "num_envs=3", "seed=18446744073709551615", "layer=4", "pooling=last",
            "memo=off", "threads=1", "critic.backend=cpu", "critic.style=sentence", "critic.layer=last", "critic.pooling=mean", "critic.model=b.gguf", "trainer=ppo",
            "trainer.clip=0.2", "evaluation-episodes=9", "evaluation-interval=11", "interval-episodes=2", "checkpoint-updates=4", "checkpoint-seconds=30"])
        {
            builder.Set(assignment);
        }

        RunConfiguration configuration = builder.Build();
        configuration.Seed.ShouldBe(ulong.MaxValue);
        Same(Yaml(ConfigurationYaml.Write(configuration)), configuration);
    }

    [Fact]
    public void SettingsForEvaluationsOnlyAreTheEnvironmentsOwn()
    {
        var builder = new ConfigurationBuilder();
        builder.Declare("env", [new SettingDescriptor("wordings", "train", "")]);
        builder.AddYaml("env: {wordings: all}\neval:\n  env:\n    wordings: heldout\n", "x.yaml");
        RunConfiguration configuration = builder.Build();
        configuration.EnvironmentSettings["wordings"].ShouldBe("all");
        configuration.EvaluationSettings["wordings"].ShouldBe("heldout");
        Problem(b =>
        {
            b.Declare("env", [new SettingDescriptor("wordings", "train", "")]);
            b.Set("eval.env.wording=train");
        }).ShouldBe("--set: unknown key 'eval.env.wording'; did you mean eval.env.wordings?");
    }

    [Fact]
    public void LaterValuesWinAndDefaultsFilesLieUnderneath()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("tuned.yaml"), "steps: 1\nseed: 1\nnum-envs: 1\n");
        File.WriteAllText(folder.At("mine.yaml"), "steps: 2\nseed: 2\n");
        var builder = new ConfigurationBuilder();
        builder.AddFile(folder.At("mine.yaml"));
        builder.Set("steps=3");
        builder.AddDefaultsFile(folder.At("tuned.yaml"));
        builder.Value("num_envs").ShouldBe("1");
        RunConfiguration configuration = builder.Build();
        (configuration.Steps, configuration.Seed, configuration.EnvironmentCount).ShouldBe((3, 2UL, 1));
    }

    [Fact]
    public void AnUnknownKeyIsNamedWithFileLineAndNearestKey()
    {
        using var folder = new TemporaryFolder();
        string path = folder.At("run.yaml");
        File.WriteAllText(path, "# a run\nsteps: 10\nnum-env: 4\n");
        Problem(b => b.AddFile(path)).ShouldBe($"{path}, line 3: unknown key 'num-env'; did you mean num-envs?");
        Problem(b => b.Set("polling=mean")).ShouldBe("--set: unknown key 'polling'; did you mean pooling?");
        Problem(b =>
        {
            b.Declare("trainer", [new SettingDescriptor("clip", "0.1", "")]);
            b.AddYaml("trainer:\n  name: ppo\n  clipp: 0.2\n", "x.yaml");
        }).ShouldBe("x.yaml, line 3: unknown key 'trainer.clipp'; did you mean trainer.clip?");
        Problem(b =>
        {
            b.Declare("env", []);
            b.Set("env.gravity=3");
        }).ShouldBe("--set: unknown key 'env.gravity'; there are none here");
    }

    [Theory]
    [InlineData("steps=0", "steps is 0; give at least 1")]
    [InlineData("steps=-5", "steps is -5; give at least 1")]
    [InlineData("steps=many", "--set: steps is 'many', but a whole number is expected, such as 50000")]
    [InlineData("num-envs=0", "num-envs is 0; give at least 1")]
    [InlineData("num-envs=3000000000", "--set: num-envs is '3000000000', but a whole number up to 2147483647 is expected")]
    [InlineData("seed=-1", "--set: seed is '-1', but a whole number from 0 to 18446744073709551615 is expected")]
    [InlineData("style=compakt", "--set: style is 'compakt', but one of sentence, compact, json is expected; did you mean compact?")]
    [InlineData("style=1", "--set: style is '1', but one of sentence, compact, json is expected")]
    [InlineData("memo=lots", "--set: memo is 'lots', but bytes are expected, such as 0, 64M or 1G")]
    [InlineData("memo=99999999999G", "--set: memo is '99999999999G', but bytes are expected, such as 0, 64M or 1G")]
    [InlineData("layer=0", "layer is 0; give 1 or more, or \"last\"")]
    [InlineData("env=", "env is empty; give a name")]
    public void AValueThatCannotBeUsedIsNamed(string assignment, string problem) => Problem(b => b.Set(assignment)).ShouldBe(problem);

    [Fact]
    public void AllProblemsAreReportedAtOnce()
    {
        var builder = new ConfigurationBuilder();
        builder.Set("steps=0");
        builder.Set("threads=0");
        builder.Set("stile=json");
        builder.Set("pooling=max");
        Should.Throw<ConfigurationException>(builder.Build).Problems.Length.ShouldBe(4);
    }

    [Theory]
    [InlineData("steps: [1, {a: 2}]", "x.yaml, line 1: 'steps' must be a plain value or a list of them")]
    [InlineData("just words", "x.yaml, line 1: expected lines of the form 'key: value', found 'just words'")]
    [InlineData("steps: 1\nsteps: 2", "x.yaml, line 2")]
    [InlineData("num-envs: 1\nnum_envs: 2", "x.yaml, line 2: the key 'num-envs' was given before; keep one")]
    [InlineData("a: b: c", "x.yaml, line 1: this is not YAML")]
    [InlineData("---\na: 1\n---\nb: 2\n", "x.yaml holds 2 YAML documents; keep one")]
    [InlineData("critic: {a: {b: {c: 1}}}", "x.yaml, line 1: 'critic.a.b' must be a plain value or a list of them")]
    public void WhatIsNotAConfigurationIsRefused(string yaml, string problem) => Problem(b => b.AddYaml(yaml, "x.yaml")).ShouldStartWith(problem);

    [Fact]
    public void AFileThatCannotBeReadIsNamed()
    {
        using var folder = new TemporaryFolder();
        Problem(b => b.AddFile(folder.At("none.yaml"))).ShouldContain("none.yaml' cannot be read");
        Problem(b => b.AddFile(folder.Path)).ShouldContain("cannot be read");
        File.WriteAllBytes(folder.At("huge.yaml"), new byte[2 << 20]);
        Problem(b => b.AddFile(folder.At("huge.yaml"))).ShouldContain("over 1 MiB");
    }

    [Fact]
    public void AnAssignmentWithoutAValueIsRefused()
    {
        Problem(b => b.Set("steps")).ShouldBe("--set steps has no value; write --set key=value");
        Problem(b => b.Set("=3")).ShouldBe("--set =3 has no value; write --set key=value");
    }

    [Fact]
    public void TheBaselineHasTheWidthsThatPeopleKnowUnlessTheUserSaysOtherwise()
    {
        RunConfiguration baseline = Yaml("backend: mlp");
        (baseline.TrainerSettings["policy-hidden"], baseline.TrainerSettings["value-hidden"]).ShouldBe(("64,64", "64,64"));
        Yaml("backend: mlp\ntrainer.policy-hidden: 256,128").TrainerSettings["policy-hidden"].ShouldBe("256,128");
        Yaml("backend: cpu").TrainerSettings.ShouldBeEmpty();
        Yaml("backend: cpu\ncritic.backend: mlp").TrainerSettings.Keys.ShouldBe(["value-hidden"]);
        Yaml("backend: mlp\ntrainer: other").TrainerSettings.ShouldBeEmpty();
    }

    [Fact]
    public void EveryKeyHasADefaultAndAMeaning()
    {
        RunConfiguration.Keys.ShouldAllBe(k => k.DefaultValue.Length > 0 && k.Description.EndsWith('.'));
        RunConfiguration.Keys.Select(k => k.Name).ShouldBeUnique();
        new RunConfiguration().CriticEncoder.ShouldBeNull("one encoder serves both");
    }

    [Fact]
    public void TheCriticMayReadRawObservationsOrWhatThePolicyReads()
    {
        RunConfiguration raw = Yaml("backend: cpu\ncritic: raw");
        raw.CriticEncoder!.IsRaw.ShouldBeTrue();
        raw.TrainerSettings["value-hidden"].ShouldBe("64,64", "as the baseline on raw observations");
        raw.Encoder.IsRaw.ShouldBeFalse();
        Yaml(ConfigurationYaml.Write(raw)).CriticEncoder.ShouldBe(raw.CriticEncoder);
        Yaml("backend: cpu\ncritic.model: other.gguf\ncritic: policy").CriticEncoder.ShouldBeNull();
        Should.Throw<ConfigurationException>(() => Yaml("critic: nothing")).Message.ShouldContain("policy or raw");
    }

    private static RunConfiguration Yaml(string yaml)
    {
        var builder = new ConfigurationBuilder();
        builder.AddYaml(yaml, "test.yaml");
        return builder.Build();
    }

    private static string Problem(Action<ConfigurationBuilder> act)
    {
        var builder = new ConfigurationBuilder();
        var e = Should.Throw<ConfigurationException>(() =>
        {
            act(builder);
            builder.Build();
        });
        e.Problems.Length.ShouldBe(1);
        return e.Message;
    }

    /// <summary>Dictionaries compare by reference inside records: compare what would be written.</summary>
    private static void Same(RunConfiguration actual, RunConfiguration expected) => ConfigurationYaml.Write(actual).ShouldBe(ConfigurationYaml.Write(expected));
}
