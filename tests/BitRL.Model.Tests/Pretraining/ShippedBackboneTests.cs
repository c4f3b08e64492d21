using BitRL.Contracts.Backends;
using BitRL.Model.Pretraining.Probing;
using BitRL.Model.Transformer;
using BitRL.Model.Weights;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Pretraining;

/// <summary>The gates of the embedded backbone, on recorded observations of schemas that pretraining never saw, through the path of the product.</summary>
public sealed class ShippedBackboneTests
{
    private const string Ternary = "bitrl-numeric-128x3";

    [Theory]
    [InlineData("CartPole-v1", 0.98, 0.98)]
    [InlineData("Acrobot-v1", 0.98, 0.98)]
    [InlineData("MountainCar-v0", 0.98, 0.98)]
    [InlineData("Hopper-v4", 0.96, 0.9)]
    [InlineData("HalfCheetah-v4", 0.96, 0.9)]
    [InlineData("Walker2d-v4", 0.96, 0.9)]
    public async Task TheTernaryBackboneTellsTheValuesAndNearlyAsWellAsItsTwin(string environment, double mean, double worst)
    {
        ProbeResult ternary = await Probe(Ternary, environment);
        ternary.Mean.ShouldBeGreaterThanOrEqualTo(mean);
        ternary.Worst.ShouldBeGreaterThanOrEqualTo(worst);
        ProbeResult twin = await Probe(Ternary + "-fp", environment);
        ternary.Mean.ShouldBeGreaterThanOrEqualTo(0.99 * twin.Mean);
    }

    [Fact]
    public void TheShippedFilesAreSmall()
    {
        new FileInfo(ModelPath(Ternary)).Length.ShouldBeLessThan(2_000_000);
        new FileInfo(ModelPath(Ternary + "-fp")).Length.ShouldBeLessThan(5_000_000);
    }

    private static async Task<ProbeResult> Probe(string model, string environment)
    {
        using IComputeDevice device = Devices.Open(1);
        using Backbone backbone = Backbone.Load(GgufFile.Open(ModelPath(model)), device, new BackboneOptions());
        var set = ProbeSet.Load(Path.Combine(AppContext.BaseDirectory, "Probes", environment + ".jsonl.gz"));

        // Half of the samples, to be quick; the model card has the numbers of all of them.
        set = set with { Samples = [.. set.Samples.Where((_, i) => i % 2 == 0)] };
        return await BackboneProbe.RunAsync(backbone, set, Pooling.Both, CancellationToken.None);
    }

    private static string ModelPath(string model) => Path.Combine(AppContext.BaseDirectory, "Models", model + ".gguf");
}
