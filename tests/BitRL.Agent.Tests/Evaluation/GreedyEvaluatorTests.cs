using BitRL.Agent.Evaluation;
using BitRL.Agent.Seeding;
using BitRL.Agent.Tests.Fakes;
using BitRL.Agent.Training;
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
            many.Measures["end"].ShouldBe(one.Measures["end"]);
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
    public async Task WhatTheEnvironmentMeasuresIsReadWhereAnEpisodeEnds()
    {
        EvaluationResult result = await EvaluateAsync(copies: 3, episodes: 20);
        result.Measures["end"].Distinct().Count().ShouldBe(20);
        for (int episode = 0; episode < result.Episodes; episode++)
        {
            // The last step of an episode that reached the right end pays 1, all others cost 0.01.
            bool success = result.Returns[episode] > 0.5;
            result.Measures["success"][episode].ShouldBe(success ? 1 : 0);
            (result.Measures["end"][episode] >= 1).ShouldBe(success);
        }

        result.MeasureMeans["success"].ShouldBe(result.Returns.Count(r => r > 0.5) / 20.0);
        result.ToJson().ShouldContain("\"measure_means\"");
    }

    [Fact]
    public async Task FiguresAreAlsoGivenByKindOfEpisode()
    {
        SeedTree seeds = SeedTree.Root(1);
        EvaluationResult result = await EvaluateAsync(copies: 3, episodes: 20);
        string[] kinds = [.. Enumerable.Range(0, 20).Select(episode => seeds.Child((ulong)episode).Value % 2 == 0 ? "even_seed" : "odd_seed")];
        result.Kinds.ShouldBe(kinds);
        result.ByKind.Keys.ShouldBe(["even_seed", "odd_seed"]);
        foreach ((string kind, KindResult figures) in result.ByKind)
        {
            int[] episodes = [.. Enumerable.Range(0, 20).Where(episode => kinds[episode] == kind)];
            figures.Episodes.ShouldBe(episodes.Length);
            figures.MeanReturn.ShouldBe(episodes.Average(episode => result.Returns[episode]), 1e-12);
            figures.MeasureMeans["end"].ShouldBe(episodes.Average(episode => result.Measures["end"][episode]), 1e-12);
        }

        result.ToJson().ShouldContain("\"by_kind\"");
        new EvaluationResult([1, 2], [3, 4]).ByKind.ShouldBeEmpty();
    }

    [Fact]
    public async Task AKindThatThereIsNotIsTheEnvironmentsFault()
    {
        var fault = await Should.ThrowAsync<RunFaultException>(() => EvaluateAsync(copies: 1, episodes: 1, faults: new WalkFaults(HasWrongKind: true)));
        fault.Message.ShouldContain("kind 2, but has 2");
    }

    [Fact]
    public void TheFiguresAreThoseOfTheEpisodes()
    {
        var result = new EvaluationResult([1, 2, 6], [10, 20, 60]);
        result.Mean.ShouldBe(3);
        result.StandardDeviation.ShouldBe(Math.Sqrt(14.0 / 3), 1e-15);
        (result.Minimum, result.Maximum, result.MeanLength).ShouldBe((1, 6, 30));
    }

    private static async Task<EvaluationResult> EvaluateAsync(int copies, int episodes, TextEncoder? encoder = null, WalkFaults? faults = null)
    {
        var provider = new WalkProvider(faults: faults);
        IVectorEnvironment environment = provider.Create(new EnvironmentOptions { Count = copies });
        using var trainer = new TallyTrainer(new TrainerDescriptor(4, TextEncoder.Width, TextEncoder.Width, provider.Descriptor.Actions, 1), 64);
        using var evaluator = new GreedyEvaluator(environment, encoder ?? new TextEncoder(), trainer, TimeProvider.System);
        return await evaluator.EvaluateAsync(episodes, SeedTree.Root(1), default);
    }
}
