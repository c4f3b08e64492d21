using BitRL.Agent.Encoders;
using BitRL.Agent.Seeding;
using BitRL.Agent.Tests.Fakes;
using BitRL.Agent.Training;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Tests.Training;

public sealed class EnvironmentLoopTests
{
    private const int Copies = 5;

    [Fact]
    public async Task EveryStateIsEncodedOnceAndFinalStatesOnlyWhereAnEpisodeWasCutOff()
    {
        var encoder = new TextEncoder();
        using var loop = Loop(encoder, null, out TallyTrainer trainer);
        await loop.StartAsync(default);
        int cutOff = 0;
        const int Steps = 300;
        for (int step = 0; step < Steps; step++)
        {
            await loop.StepAsync(default);
            foreach (FinishedEpisode episode in loop.Finished)
            {
                cutOff += episode.Terminated ? 0 : 1;
            }

            Drain(trainer, loop);
        }

        cutOff.ShouldBeGreaterThan(10);
        encoder.BatchSizes.Sum().ShouldBe((Copies * (Steps + 1)) + cutOff);
        trainer.Finals.Count.ShouldBe(cutOff);
        trainer.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task FinalFeaturesAreThoseOfTheLastStateAndTheNextActionSeesTheNewEpisode()
    {
        using var loop = Loop(new TextEncoder(), null, out TallyTrainer trainer);
        await loop.StartAsync(default);
        bool seen = false;
        for (int step = 0; step < 200; step++)
        {
            trainer.Finals.Clear();
            await loop.StepAsync(default);
            foreach ((int row, float[] features) in trainer.Finals)
            {
                seen = true;
                features[1].ShouldBe(1f, "the final state is that of step 12 of 12");
                loop.Current.Policy[(row * TextEncoder.Width) + 1].ShouldBe(0f, "the current state is that of a new episode");
            }

            Drain(trainer, loop);
        }

        seen.ShouldBeTrue();
    }

    [Fact]
    public async Task AStepAllocatesNothing()
    {
        var encoder = new RawEncoder(new WalkProvider().Descriptor);
        using var loop = Loop(encoder, null, out TallyTrainer trainer);
        trainer.KeepsHistory = false;
        await loop.StartAsync(default);
        for (int step = 0; step < 504; step++)
        {
            await loop.StepAsync(default);
            Drain(trainer, loop);
        }

        // 504 steps are whole rollouts, so none of the 11 that follow makes an update due.
        bool synchronous = true;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 11; step++)
        {
            synchronous &= loop.StepAsync(default).IsCompletedSuccessfully;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        synchronous.ShouldBeTrue();
        allocated.ShouldBe(0);
    }

    [Fact]
    public async Task TwoEncodersWorkAtTheSameTimeAndEachSeesEveryState()
    {
        var policy = new TextEncoder("policy", asynchronous: true) { Gate = new TaskCompletionSource() };
        var critic = new TextEncoder("critic", asynchronous: true) { Gate = new TaskCompletionSource() };
        using var loop = Loop(policy, critic, out TallyTrainer trainer);
        Task start = loop.StartAsync(default).AsTask();
        (policy.Running, critic.Running).ShouldBe((1, 1));
        policy.Gate.SetResult();
        start.IsCompleted.ShouldBeFalse("the critic's encoder is still at work");
        critic.Gate.SetResult();
        await start;
        (policy.Gate, critic.Gate) = (null, null);
        for (int step = 0; step < 100; step++)
        {
            await loop.StepAsync(default);
            Drain(trainer, loop);
        }

        critic.Asked.ShouldBe(policy.Asked);
        trainer.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task TwoEncodersOfTextWorkSideBySideOnTwoThreads()
    {
        using var both = new Barrier(2);
        var policy = new MeetingEncoder(both);
        var critic = new MeetingEncoder(both);
        using var loop = Loop(policy, critic, out TallyTrainer trainer, sideBySide: true);
        await loop.StartAsync(default);
        for (int step = 0; step < 50; step++)
        {
            await loop.StepAsync(default);
            Drain(trainer, loop);
        }

        policy.Threads.ShouldBe([Environment.CurrentManagedThreadId]);
        critic.Threads.ShouldHaveSingleItem().ShouldNotBe(Environment.CurrentManagedThreadId);
        trainer.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task AFailureOfTheEncoderBesideIsThatOfTheStep()
    {
        var critic = new TextEncoder("critic");
        using var loop = Loop(new TextEncoder("policy"), critic, out _, sideBySide: true);
        await loop.StartAsync(default);
        critic.Failure = new InvalidDataException("damaged");

        (await Should.ThrowAsync<InvalidDataException>(async () => await loop.StepAsync(default))).Message.ShouldBe("damaged");
    }

    [Fact]
    public async Task StartingAndJoiningTheEncoderBesideAllocatesNothing()
    {
        using var walk = new WalkProvider().Create(new Contracts.Environments.EnvironmentOptions { Count = 2 });
        walk.Reset([0, 1], [1, 2]);
        using var pair = new EncoderPair(new ConstantEncoder(), new ConstantEncoder(), walk, TimeProvider.System, sideBySide: true);
        for (int i = 0; i < 100; i++)
        {
            await pair.EncodeAsync(default);
        }

        bool synchronous = true;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            synchronous &= pair.EncodeAsync(default).IsCompletedSuccessfully;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        synchronous.ShouldBeTrue();
        allocated.ShouldBe(0);
    }

    [Fact]
    public async Task AReplayBringsEveryCopyBackToItsStateAndReturn()
    {
        SeedTree seeds = SeedTree.Root(3);
        var provider = new WalkProvider();
        using var loop = Loop(new TextEncoder(), null, out TallyTrainer trainer, provider, seeds);
        await loop.StartAsync(default);
        for (int step = 0; step < 77; step++)
        {
            await loop.StepAsync(default);
            Drain(trainer, loop);
        }

        int[] lengths = [.. Enumerable.Range(0, Copies).Select(loop.Log.Steps)];
        lengths.Distinct().Count().ShouldBeGreaterThan(1, "copies stand at different steps");
        using IVectorEnvironment other = provider.Create(new EnvironmentOptions { Count = Copies });
        var episodes = new EpisodeStatistics(Copies);
        new EnvironmentReplay(other, loop.Log, episodes, seeds).Run();

        var expected = new float[2 * Copies];
        var actual = new float[2 * Copies];
        provider.Made[0].CopyObservations(expected);
        other.CopyObservations(actual);
        actual.ShouldBe(expected);
        for (int copy = 0; copy < Copies; copy++)
        {
            episodes.Return(copy).ShouldBe(loop.Episodes.Return(copy));
            episodes.Length(copy).ShouldBe(loop.Episodes.Length(copy));
        }
    }

    [Fact]
    public void AReplayThatEndsTooEarlySaysThatTheEnvironmentIsNotDeterministic()
    {
        var log = new ActionLog(1, 1);
        for (int i = 0; i < 30; i++)
        {
            log.Add([1]);
        }

        using IVectorEnvironment environment = new WalkProvider().Create(new EnvironmentOptions());
        Should.Throw<RunFaultException>(() => new EnvironmentReplay(environment, log, new EpisodeStatistics(1), SeedTree.Root(0)).Run())
            .Message.ShouldContain("not deterministic");
    }

    private static EnvironmentLoop Loop(
        Contracts.Encoders.IStateEncoder policy, Contracts.Encoders.IStateEncoder? critic, out TallyTrainer trainer, WalkProvider? provider = null, SeedTree? seeds = null, bool sideBySide = false)
    {
        provider ??= new WalkProvider();
        IVectorEnvironment environment = provider.Create(new EnvironmentOptions { Count = Copies });
        var descriptor = new TrainerDescriptor(Copies, policy.Descriptor.FeatureSize, (critic ?? policy).Descriptor.FeatureSize, environment.Descriptor.Actions, Seed: 11);
        trainer = new TallyTrainer(descriptor, rollout: 60) { KeepsHistory = true };
        return new EnvironmentLoop(environment, trainer, Walk.Components(policy, critic, provider) with { EncodesSideBySide = sideBySide }, seeds ?? SeedTree.Root(1));
    }

    private static void Drain(TallyTrainer trainer, EnvironmentLoop loop)
    {
        if (trainer.IsUpdateDue)
        {
            trainer.Update(loop.Current);
        }
    }
}
