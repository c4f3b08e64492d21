using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using Shouldly;

namespace BitRL.Envs.Classic.Tests.Stepping;

public sealed class ClassicEnvironmentTests
{
    public static TheoryData<string> Ids => Providers.Ids;

    [Fact]
    public void ThePluginOffersFourEnvironments() =>
        Providers.All.Select(p => p.Descriptor.Id).ShouldBe(["CartPole-v1", "Acrobot-v1", "MountainCar-v0", "Identity-v0"]);

    [Theory]
    [MemberData(nameof(Ids))]
    public void TheSameSeedsAndActionsGiveTheSameEpisodes(string id) => Play(id, seed: 7).ShouldBe(Play(id, seed: 7));

    [Theory]
    [MemberData(nameof(Ids))]
    public void NeighbouringSeedsGiveOtherEpisodes(string id) => Play(id, seed: 7).ShouldNotBe(Play(id, seed: 8));

    [Theory]
    [MemberData(nameof(Ids))]
    public void ACopyDoesNotFeelTheOthers(string id)
    {
        using IVectorEnvironment batch = Providers.Of(id).Create(new EnvironmentOptions { Count = 3 });
        using IVectorEnvironment alone = Providers.Of(id).Create(new EnvironmentOptions());
        batch.Reset([0, 1, 2], [1, 2, 3]);
        alone.Reset([0], [2]);
        StepResult[] batchResults = new StepResult[3];
        StepResult[] aloneResults = new StepResult[1];
        for (int t = 0; t < 6; t++)
        {
            batch.Step([0, t % 2, 1], batchResults);
            alone.Step([t % 2], aloneResults);
            batchResults[1].ShouldBe(aloneResults[0]);
            Observe(batch)[1].ShouldBe(Observe(alone)[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void AResetLeavesOtherCopiesAlone(string id)
    {
        using IVectorEnvironment environment = Providers.Of(id).Create(new EnvironmentOptions { Count = 2 });
        environment.Reset([0, 1], [1, 2]);
        environment.Step([0, 0], new StepResult[2]);
        string kept = Observe(environment)[1];
        string replaced = Observe(environment)[0];

        environment.Reset([0], [4]);

        Observe(environment)[1].ShouldBe(kept);
        Observe(environment)[0].ShouldNotBe(replaced);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void SteppingAllocatesNothing(string id)
    {
        using IVectorEnvironment environment = Providers.Of(id).Create(new EnvironmentOptions { Count = 4 });
        EnvironmentDescriptor descriptor = environment.Descriptor;
        float[] actions = new float[4];
        float[] raw = new float[4 * descriptor.ObservationSize];
        byte[] text = new byte[descriptor.Schema.MaxStepBytes];
        StepResult[] results = new StepResult[4];
        int[] indices = [0, 1, 2, 3];
        ulong[] seeds = [1, 2, 3, 4];
        void Round()
        {
            environment.Reset(indices, seeds);
            environment.Step(actions, results);
            environment.CopyObservations(raw);
            environment.WriteStep(0, TextStyle.Compact, text);
            environment.WriteStep(1, TextStyle.Sentence, text);
            environment.WriteStep(2, TextStyle.Json, text);
        }

        Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Round();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-1f)]
    [InlineData(0.5f)]
    [InlineData(99f)]
    [InlineData(float.PositiveInfinity)]
    public void AnActionThatIsNoChoiceIsRefusedAndMovesNothing(float action)
    {
        using IVectorEnvironment environment = Providers.Of("CartPole-v1").Create(new EnvironmentOptions { Count = 2 });
        environment.Reset([0, 1], [1, 2]);
        string[] before = Observe(environment);

        Should.Throw<ArgumentException>(() => environment.Step([0, action], new StepResult[2])).Message.ShouldContain("of copy 1 is not one of 0..1");

        Observe(environment).ShouldBe(before);
    }

    [Fact]
    public void TheFirstChoiceAfterTheLastIsRefused()
    {
        using IVectorEnvironment environment = Providers.Of("Acrobot-v1").Create(new EnvironmentOptions());
        environment.Reset([0], [1]);

        Should.NotThrow(() => environment.Step([2], new StepResult[1]));
        Should.Throw<ArgumentException>(() => environment.Step([3], new StepResult[1]));
    }

    [Fact]
    public void SteppingBeforeAResetOrPastTheEndIsRefused()
    {
        using IVectorEnvironment environment = Providers.Of("CartPole-v1").Create(new EnvironmentOptions());
        StepResult[] results = new StepResult[1];
        Should.Throw<InvalidOperationException>(() => environment.Step([1], results)).Message.ShouldContain("copy 0 has no running episode");
        environment.Reset([0], [1]);
        do
        {
            environment.Step([1], results);
        }
        while (!results[0].IsDone);

        Should.Throw<InvalidOperationException>(() => environment.Step([1], results));
    }

    [Theory]
    [InlineData("CartPole-v1", 500)]
    [InlineData("MountainCar-v0", 200)]
    [InlineData("Identity-v0", 32)]
    public void EpisodesAreTruncatedAtTheirLimit(string id, int limit)
    {
        using IVectorEnvironment environment = Providers.Of(id).Create(new EnvironmentOptions());
        environment.Reset([0], [3]);
        StepResult[] results = new StepResult[1];
        float[] raw = new float[environment.Descriptor.ObservationSize];
        for (int t = 1; t < limit; t++)
        {
            environment.CopyObservations(raw);
            environment.Step([KeepGoing(id, raw)], results);
            results[0].IsDone.ShouldBeFalse($"step {t}");
        }

        environment.CopyObservations(raw);
        environment.Step([KeepGoing(id, raw)], results);

        results[0].Truncated.ShouldBeTrue();
        results[0].Terminated.ShouldBeFalse();
    }

    [Fact]
    public void ASettingIsRefusedByName() =>
        Should.Throw<ArgumentException>(() => Providers.Of("CartPole-v1").Create(
            new EnvironmentOptions { Settings = new EnvironmentOptions().Settings.Add("gravity", "1.6") })).Message.ShouldContain("no setting 'gravity'");

    [Fact]
    public void NoCopiesAreRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Providers.Of("CartPole-v1").Create(new EnvironmentOptions { Count = 0 }));

    // Balances a pole by leaning against its fall; other tasks go on by themselves.
    private static float KeepGoing(string id, float[] raw) => id == "CartPole-v1" && raw[2] + (0.3f * raw[3]) + (0.02f * raw[0]) + (0.05f * raw[1]) > 0 ? 1 : 0;

    private static string Play(string id, ulong seed)
    {
        using IVectorEnvironment environment = Providers.Of(id).Create(new EnvironmentOptions { Count = 2 });
        environment.Reset([0, 1], [seed, seed + 100]);
        StringBuilder log = new();
        StepResult[] results = new StepResult[2];
        for (int t = 0; t < 8; t++)
        {
            log.AppendJoin('\n', Observe(environment));
            environment.Step([t % 2, 1], results);
            log.AppendJoin('\n', results);
        }

        return log.ToString();
    }

    private static string[] Observe(IVectorEnvironment environment)
    {
        int size = environment.Descriptor.ObservationSize;
        float[] raw = new float[environment.Count * size];
        environment.CopyObservations(raw);
        byte[] text = new byte[environment.Descriptor.Schema.MaxStepBytes];
        return [.. Enumerable.Range(0, environment.Count).Select(i =>
            string.Join(' ', raw.AsSpan(i * size, size).ToArray()) + " " + Encoding.UTF8.GetString(text, 0, environment.WriteStep(i, TextStyle.Compact, text)))];
    }
}
