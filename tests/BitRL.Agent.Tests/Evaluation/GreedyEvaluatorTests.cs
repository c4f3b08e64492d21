using BitRL.Agent.Evaluation;
using BitRL.Agent.Seeding;
using BitRL.Agent.Tests.Fakes;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Tests.Evaluation;

public sealed class GreedyEvaluatorTests
{
    [Fact]
    public async Task TheResultDoesNotDependOnHowManyCopiesPlay()
    {
        EvaluationResult one = await EvaluateAsync(copies: 1, episodes: 17);
        one.Episodes.ShouldBe(17);
        one.Lengths.Distinct().Count().ShouldBeGreaterThan(1);
        foreach (int copies in (int[])[2, 5, 16, 17])
        {
            EvaluationResult many = await EvaluateAsync(copies, episodes: 17);
            many.Returns.ShouldBe(one.Returns);
            many.Lengths.ShouldBe(one.Lengths);
        }
    }

    [Fact]
    public async Task OnlyStatesThatPlayAreEncoded()
    {
        var encoder = new TextEncoder();
        EvaluationResult result = await EvaluateAsync(copies: 5, episodes: 7, encoder);
        encoder.BatchSizes.Sum().ShouldBe(result.Lengths.Sum());
    }

    [Fact]
    public void TheFiguresAreThoseOfTheEpisodes()
    {
        var result = new EvaluationResult([1, 2, 6], [10, 20, 60]);
        result.Mean.ShouldBe(3);
        result.StandardDeviation.ShouldBe(Math.Sqrt(14.0 / 3), 1e-15);
        (result.Minimum, result.Maximum, result.MeanLength).ShouldBe((1, 6, 30));
    }

    private static async Task<EvaluationResult> EvaluateAsync(int copies, int episodes, TextEncoder? encoder = null)
    {
        var provider = new WalkProvider();
        IVectorEnvironment environment = provider.Create(new EnvironmentOptions { Count = copies });
        using var trainer = new TallyTrainer(new TrainerDescriptor(4, TextEncoder.Width, TextEncoder.Width, provider.Descriptor.Actions, 1), 64);
        using var evaluator = new GreedyEvaluator(environment, encoder ?? new TextEncoder(), trainer, TimeProvider.System);
        return await evaluator.EvaluateAsync(episodes, SeedTree.Root(1), default);
    }
}
