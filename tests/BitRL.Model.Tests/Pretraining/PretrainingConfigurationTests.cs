using BitRL.Model.Pretraining;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Pretraining;

public sealed class PretrainingConfigurationTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"bitrl-{Guid.NewGuid():n}.json");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void AbsentKeysKeepTheirDefaults()
    {
        PretrainingConfiguration configuration = Load("""{ "name": "a", "steps": 10, "corpus": { "maxNumberFields": 7 } } // short""");
        configuration.ShouldBe(new PretrainingConfiguration { Name = "a", Steps = 10, Corpus = new() { MaxNumberFields = 7 } });
        configuration.HiddenSize.ShouldBe(128);
        configuration.Corpus.InitialNumberFields.ShouldBe(6);
    }

    [Fact]
    public void WhatIsWrittenIsReadBack()
    {
        var configuration = new PretrainingConfiguration { Name = "b", Steps = 3, Ternary = false, Seed = 9 };
        Load(configuration.ToJson()).ShouldBe(configuration);
    }

    [Theory]
    [InlineData("""{ "name": "a" }""", "steps is 0")]
    [InlineData("""{ "steps": 1 }""", "name is ''")]
    [InlineData("""{ "name": "a", "steps": 1, "hidenSize": 256 }""", "hidenSize")]
    [InlineData("""{ "name": "a", "steps": 1, "hiddenSize": 200 }""", "multiple of 128")]
    [InlineData("""{ "name": "a", "steps": 1, "seed": null }""", "'seed' is null")]
    [InlineData("""{ "name": "../a", "steps": 1, "corpus": { "maxNumberFields": 21, "rampSteps": -1 } }""", "corpus.rampSteps")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{", "json")]
    public void WhatCannotBeUsedIsRefusedByName(string json, string problem) =>
        Should.Throw<InvalidDataException>(() => Load(json)).Message.ShouldContain(problem, Case.Insensitive);

    [Fact]
    public void TheLearningRateRisesStaysAndFallsToZero()
    {
        var configuration = new PretrainingConfiguration { Name = "a", Steps = 1000, LearningRate = 0.01 };
        configuration.LearningRateAt(0).ShouldBe(0.0001, 1e-9);
        configuration.LearningRateAt(100).ShouldBe(0.01);
        configuration.LearningRateAt(699).ShouldBe(0.01);
        configuration.LearningRateAt(850).ShouldBe(0.005, 1e-4);
        configuration.LearningRateAt(999).ShouldBeLessThan(1e-6);
    }

    [Theory]
    [InlineData("pretrain-128x3.json", "bitrl-numeric-128x3", true)]
    [InlineData("pretrain-128x3-fp.json", "bitrl-numeric-128x3-fp", false)]
    public void TheShippedConfigurationsNameTheShippedModels(string file, string model, bool isTernary)
    {
        PretrainingConfiguration configuration = PretrainingConfiguration.Load(Path.Combine(AppContext.BaseDirectory, "Models", file));
        configuration.Name.ShouldBe(model);
        configuration.Ternary.ShouldBe(isTernary);
    }

    private PretrainingConfiguration Load(string json)
    {
        File.WriteAllText(_path, json);
        return PretrainingConfiguration.Load(_path);
    }
}
