using BitRL.Agent.Checkpoints;
using BitRL.Agent.Configuration;
using BitRL.Agent.Tests.Fakes;
using BitRL.Agent.Training;

namespace BitRL.Agent.Tests.Training;

public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheSameSeedGivesTheSameNumbersAndAnotherSeedOthers()
    {
        await Walk.RunAsync(Walk.Configuration, _folder.At("a"));
        await Walk.RunAsync(Walk.Configuration, _folder.At("b"));
        await Walk.RunAsync(Walk.Configuration with { Seed = 8 }, _folder.At("c"));
        Walk.Numbers(_folder.At("b")).ShouldBe(Walk.Numbers(_folder.At("a")));
        Walk.Numbers(_folder.At("c")).ShouldNotBe(Walk.Numbers(_folder.At("a")));
    }

    /// <summary>A copy of the folder taken in mid-run is what a killed process leaves behind: files that run ahead of the checkpoint, no clean end.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(45)]
    public async Task ResumingWhatAKillLeavesGivesTheNumbersOfTheUninterruptedRun(int updates)
    {
        var observer = new Observer();
        observer.WhenUpdated = progress =>
        {
            if (progress.Updates == updates)
            {
                TemporaryFolder.Copy(_folder.At("whole"), _folder.At("killed"));
            }
        };
        await Walk.RunAsync(Walk.Configuration, _folder.At("whole"), observer: observer);

        await Walk.ResumeAsync(Walk.Configuration, _folder.At("killed"));

        Walk.Numbers(_folder.At("killed")).ShouldBe(Walk.Numbers(_folder.At("whole")));
        AgentCheckpoint.Read(_folder.At("killed", "checkpoints", "best.bitrl")).Header.ShouldBe(AgentCheckpoint.Read(_folder.At("whole", "checkpoints", "best.bitrl")).Header);
    }

    [Fact]
    public async Task StoppingAgainAndAgainAtRandomMomentsChangesNothing()
    {
        await Walk.RunAsync(Walk.Configuration, _folder.At("whole"));
        var random = new Random(5);
        RunConfiguration often = Walk.Configuration with { CheckpointUpdates = 1 };
        int stops = 0;
        bool finished = false;
        Directory.CreateDirectory(_folder.At("pieces"));
        while (!finished)
        {
            using var stop = new CancellationTokenSource();
            int after = random.Next(1, 12);
            bool crash = random.Next(2) == 0;
            var observer = new Observer();
            observer.WhenUpdated = _ =>
            {
                if (observer.Updates.Count == after)
                {
                    if (crash)
                    {
                        throw new InvalidOperationException("killed");
                    }

                    stop.Cancel();
                }
            };
            try
            {
                await (stops == 0
                    ? Walk.RunAsync(often, _folder.At("pieces"), observer: observer, cancellationToken: stop.Token)
                    : Walk.ResumeAsync(often, _folder.At("pieces"), observer: observer, cancellationToken: stop.Token));
                finished = true;
            }
            catch (Exception e) when (e is OperationCanceledException or InvalidOperationException { Message: "killed" })
            {
                stops++;
            }
        }

        stops.ShouldBeGreaterThan(3);
        Walk.Numbers(_folder.At("pieces")).ShouldBe(Walk.Numbers(_folder.At("whole")));
    }

    [Fact]
    public async Task ACheckpointInTheMiddleOfARolloutIsAsGoodAsOneAtItsEnd()
    {
        // A clock that leaps makes every step a time-driven checkpoint; 64-step rollouts of 4 copies have 15 moments inside.
        RunConfiguration timed = Walk.Configuration with { CheckpointPeriod = TimeSpan.FromSeconds(1), CheckpointUpdates = 1_000, Steps = 600 };
        int copies = 0;
        var observer = new Observer();
        observer.WhenSaved = steps =>
        {
            if (steps is 20 or 100 or 344 or 580)
            {
                copies++;
                TemporaryFolder.Copy(_folder.At("whole"), _folder.At($"at{steps}"));
            }
        };
        await Walk.RunAsync(timed, _folder.At("whole"), Walk.Components(time: new LeapingTime(seconds: 30)), observer);
        copies.ShouldBe(4);
        foreach (int steps in (int[])[20, 100, 344, 580])
        {
            await Walk.ResumeAsync(timed, _folder.At($"at{steps}"));
            Walk.Numbers(_folder.At($"at{steps}")).ShouldBe(Walk.Numbers(_folder.At("whole")), $"resumed at {steps}");
        }
    }

    [Fact]
    public async Task CancellingSavesACheckpointOfThatMoment()
    {
        using var stop = new CancellationTokenSource();
        var observer = new Observer { WhenUpdated = p => { if (p.Updates == 2) { stop.Cancel(); } } };
        await Should.ThrowAsync<OperationCanceledException>(() => Walk.RunAsync(Walk.Configuration, _folder.At("run"), observer: observer, cancellationToken: stop.Token));
        AgentCheckpoint.Read(_folder.At("run", "checkpoints", "last.bitrl")).Header.Steps.ShouldBe(observer.Updates[^1].Steps);
    }

    [Fact]
    public async Task AFinishedRunIsEvaluatedAgainWithTheSameResult()
    {
        RunResult first = await Walk.RunAsync(Walk.Configuration, _folder.At("run"));
        string numbers = Walk.Numbers(_folder.At("run"));
        RunResult second = await Walk.ResumeAsync(Walk.Configuration, _folder.At("run"));
        Walk.Numbers(_folder.At("run")).ShouldBe(numbers);
        second.EvalReturnMean.ShouldBe(first.EvalReturnMean);
        second.TokensPerStep.ShouldBe(first.TokensPerStep, 1e-12);
        second.TrainingSeconds.ShouldBeGreaterThanOrEqualTo(first.TrainingSeconds);
    }

    [Fact]
    public async Task AResumedRunMayGoOnForMoreSteps()
    {
        await Walk.RunAsync(Walk.Configuration with { Steps = 1_000 }, _folder.At("short"));
        await Walk.ResumeAsync(Walk.Configuration, _folder.At("short"));
        await Walk.RunAsync(Walk.Configuration, _folder.At("long"));
        Walk.Numbers(_folder.At("short")).ShouldBe(Walk.Numbers(_folder.At("long")));
    }

    [Fact]
    public async Task ResumingWithoutACheckpointStartsAnew()
    {
        await Walk.RunAsync(Walk.Configuration, _folder.At("run"));
        string numbers = Walk.Numbers(_folder.At("run"));
        Directory.Delete(_folder.At("run", "checkpoints"), recursive: true);
        await Walk.ResumeAsync(Walk.Configuration, _folder.At("run"));
        Walk.Numbers(_folder.At("run")).ShouldBe(numbers);
    }

    [Fact]
    public async Task WhatAnotherRunWouldNeedIsRefusedByName()
    {
        await Walk.RunAsync(Walk.Configuration with { Steps = 500 }, _folder.At("run"));
        await Refused(Walk.Configuration with { Seed = 9 }, Walk.Components(), "seed is 7 in it and 9 here");
        await Refused(Walk.Configuration with { EnvironmentCount = 5 }, Walk.Components(), "num-envs is 4 in it and 5 here");
        await Refused(Walk.Configuration, Walk.Components(environment: new WalkProvider(schemaHash: "feedfeedfeedfeed")), "observation schema is 0123456789abcdef in it and feedfeedfeedfeed here");
        await Refused(Walk.Configuration, Walk.Components(environment: new WalkProvider(actions: 3)), "action space is Discrete(2) in it and Discrete(3) here");
        await Refused(Walk.Configuration, Walk.Components(policy: new TextEncoder("other")), "policy encoder is 'fake text'");
        await Refused(Walk.Configuration, Walk.Components(critic: new TextEncoder("other")), "critic encoder is 'fake text'");
        await Refused(
            Walk.Configuration with { TrainerSettings = Walk.Configuration.TrainerSettings.Add("rollout", "32") }, Walk.Components(), "trainer.rollout is 64 in it and 32 here");

        async Task Refused(RunConfiguration configuration, RunComponents components, string because)
        {
            var e = await Should.ThrowAsync<CheckpointMismatchException>(() => Walk.ResumeAsync(configuration, _folder.At("run"), components));
            e.Message.ShouldContain(because);
        }
    }

    [Fact]
    public async Task ASecondProcessIsKeptOut()
    {
        using var first = Agent.Folders.RunFolder.Create(_folder.At("run"));
        var e = await Should.ThrowAsync<Agent.Folders.RunFolderException>(() => Walk.RunAsync(Walk.Configuration, _folder.At("run")));
        e.Message.ShouldContain("in use by another process");
    }
}
