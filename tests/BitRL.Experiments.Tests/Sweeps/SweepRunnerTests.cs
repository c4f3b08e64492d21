using BitRL.Agent.Folders;
using BitRL.Experiments.Sweeps;
using BitRL.Experiments.Tests.Fakes;

namespace BitRL.Experiments.Tests.Sweeps;

public sealed class SweepRunnerTests : IDisposable
{
    private const int Killed = 137;
    private static readonly SweepBudget Plenty = new(Jobs: 4, Cores: 4, MemoryBytes: 1L << 40, CellMemoryBytes: 1 << 20);
    private readonly TemporaryFolder _temporary = new();
    private readonly RecordingObserver _observer = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task EveryCellRunsOnceAndASecondSweepRunsNone()
    {
        var launcher = new FakeLauncher((_, _) => new FakeProcess());
        await RunAsync(launcher, Plenty);

        launcher.Started.Count.ShouldBe(4);
        launcher.Started.Select(start => start.Folder).ShouldBeUnique();
        _observer.Last.ShouldAllBe(status => status.State == CellState.Finished && status.Progress.Steps == 200);

        await RunAsync(launcher, Plenty);

        launcher.Started.Count.ShouldBe(4, "finished cells are not repeated");
    }

    [Fact]
    public async Task AFailureIsRecordedWithItsReasonAndRetriedOnlyWhenAsked()
    {
        var launcher = new FakeLauncher((folder, start) => folder.Contains("b/s1") && start == 1 ? new FakeProcess { Code = 4, LastError = "bitrl: no such device" } : new FakeProcess());
        await RunAsync(launcher, Plenty);

        _observer.Events.ShouldContain("failed E/b/s1: bitrl: no such device");
        _observer.Events.Count(e => e.StartsWith("finished", StringComparison.Ordinal)).ShouldBe(3, "the others go on");
        using (var folder = SweepFolder.Open(_temporary.Path))
        {
            var cell = Cells().Single(c => c.Id == "E/b/s1");
            folder.StateOf(cell).ShouldBe(CellState.Failed);
            folder.FailureOf(cell)!.ExitCode.ShouldBe(4);
            folder.FailureOf(cell)!.Reason.ShouldBe("bitrl: no such device");
        }

        await RunAsync(launcher, Plenty);
        launcher.Started.Count.ShouldBe(4, "it was not asked to try again");

        await RunAsync(launcher, Plenty, retryFailed: true);
        launcher.Started.Count.ShouldBe(5);
        launcher.Started[^1].Resumed.ShouldBeTrue("the failed run had begun");
        _observer.Last.ShouldAllBe(status => status.State == CellState.Finished);
    }

    [Fact]
    public async Task AProcessThatOthersEndedGoesOnUntilThatIsNoAccident()
    {
        var once = new FakeLauncher((folder, start) => new FakeProcess { Code = folder.Contains("a/s0") && start == 1 ? Killed : 0 });
        await RunAsync(once, Plenty);

        _observer.Events.ShouldContain("put back E/a/s0");
        _observer.Events.ShouldContain("continued E/a/s0");
        _observer.Last.ShouldAllBe(status => status.State == CellState.Finished);
    }

    [Fact]
    public async Task AProcessThatIsAlwaysEndedFails()
    {
        var launcher = new FakeLauncher((folder, _) => new FakeProcess { Code = folder.Contains("a/s0") ? Killed : 0 });
        await RunAsync(launcher, Plenty);

        launcher.Started.Count(start => start.Folder.Contains("a/s0")).ShouldBe(3);
        _observer.Events.ShouldContain(e => e.StartsWith("failed E/a/s0", StringComparison.Ordinal) && e.Contains("memory"));
    }

    [Theory]
    [InlineData(2, 4, 2, 2)]
    [InlineData(8, 2, 2, 1)]
    public async Task CellsStayWithinJobsAndCoresAndShareTheCores(int jobs, int cores, int atOnce, int threads)
    {
        var launcher = new FakeLauncher((_, _) => new FakeProcess { Code = null });
        _observer.Ticked = () => launcher.Processes.FirstOrDefault(process => !process.Completion.IsCompleted)?.End(0);

        await RunAsync(launcher, Plenty with { Jobs = jobs, Cores = cores });

        launcher.MostAtOnce.ShouldBe(atOnce);
        launcher.Started.ShouldAllBe(start => start.Threads == threads);
        _observer.Last.ShouldAllBe(status => status.State == CellState.Finished);
    }

    [Fact]
    public async Task CellsThatWouldOverflowTheMemoryWait()
    {
        var launcher = new FakeLauncher((_, _) => new FakeProcess { Code = null, MemoryBytes = 100 });
        _observer.Ticked = () => launcher.Processes.FirstOrDefault(process => !process.Completion.IsCompleted)?.End(0);

        await RunAsync(launcher, Plenty with { MemoryBytes = 250, CellMemoryBytes = 100 });

        launcher.MostAtOnce.ShouldBe(2);
        launcher.Processes.ShouldAllBe(process => !process.WasStopped && !process.WasKilled);
    }

    [Fact]
    public async Task TheYoungestIsPutBackWhenMemoryOverflows()
    {
        // Expected at 10 each, they take 200: three times that is too much for 500.
        var launcher = new FakeLauncher((_, _) => new FakeProcess { Code = null, MemoryBytes = 200 });
        int ticks = 0;
        _observer.Ticked = () =>
        {
            if (++ticks > 3)
            {
                launcher.Processes.FirstOrDefault(process => !process.Completion.IsCompleted)?.End(0);
            }
        };

        await RunAsync(launcher, Plenty with { MemoryBytes = 500, CellMemoryBytes = 10 });

        _observer.Events.ShouldContain(e => e.StartsWith("put back", StringComparison.Ordinal));
        launcher.Processes.Where(process => process.WasStopped).ShouldNotBeEmpty();
        _observer.Last.ShouldAllBe(status => status.State == CellState.Finished);
    }

    [Fact]
    public async Task OneCellThatOverflowsTheMemoryAloneFailsAndSaysSo()
    {
        var launcher = new FakeLauncher((folder, _) => folder.Contains("a/s0") ? new FakeProcess { Code = null, MemoryBytes = 900L << 20 } : new FakeProcess());

        await RunAsync(launcher, Plenty with { Jobs = 1, MemoryBytes = 500L << 20 });

        _observer.Events.ShouldContain(e => e.StartsWith("failed E/a/s0", StringComparison.Ordinal) && e.Contains("901 MiB") && e.Contains("500 MiB") && e.Contains("--memory"));
        _observer.Last.Count(status => status.State == CellState.Finished).ShouldBe(3);
    }

    [Fact]
    public async Task CancellingStopsEveryProcessAndTheSameSweepGoesOn()
    {
        using var cancel = new CancellationTokenSource();
        var launcher = new FakeLauncher((folder, start) => new FakeProcess { Code = start == 1 ? null : 0 });
        _observer.Ticked = cancel.Cancel;

        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(launcher, Plenty, cancellation: cancel.Token));

        launcher.Processes.Count.ShouldBe(4);
        launcher.Processes.ShouldAllBe(process => process.WasStopped);
        _observer.Events.ShouldNotContain(e => e.StartsWith("failed", StringComparison.Ordinal));

        _observer.Ticked = null;
        await RunAsync(launcher, Plenty);

        launcher.Started.Skip(4).ShouldAllBe(start => start.Resumed);
        _observer.Last.ShouldAllBe(status => status.State == CellState.Finished);
    }

    [Fact]
    public async Task ARunThatAnotherProcessHoldsIsWaitedFor()
    {
        var launcher = new FakeLauncher((_, _) => new FakeProcess());
        string held = Path.Combine(_temporary.Path, "cells", "E", "a", "s0");
        var run = RunFolder.Create(held);
        _observer.Ticked = () =>
        {
            if (launcher.Started.Count == 3)
            {
                run.Dispose();
            }
        };

        await RunAsync(launcher, Plenty);

        launcher.Started[^1].Folder.ShouldBe(held);
        _observer.Last.ShouldAllBe(status => status.State == CellState.Finished);
    }

    [Fact]
    public void AFolderIsSweptByOneProcessAtATime()
    {
        using var first = SweepFolder.Open(_temporary.Path);

        Should.Throw<RunFolderException>(() => SweepFolder.Open(_temporary.Path)).Message.ShouldContain("another process");
    }

    [Fact]
    public async Task ACellOfOtherSettingsIsNoticed()
    {
        await RunAsync(new FakeLauncher((_, _) => new FakeProcess()), Plenty);

        using var folder = SweepFolder.Open(_temporary.Path);
        folder.IsOfOtherSettings(Cells()[0]).ShouldBeFalse();
        folder.IsOfOtherSettings(Cells("settings: { steps: 5 }\n")[0]).ShouldBeTrue();
    }

    private static System.Collections.Immutable.ImmutableArray<SweepCell> Cells(string more = "") => SweepPlan.Cells(SweepFile.Parse($"environments: [E]\nvariants: {{ a: mlp, b: mlp }}\nseeds: 2\n{more}", "s.yaml"));

    private async Task RunAsync(FakeLauncher launcher, SweepBudget budget, bool retryFailed = false, CancellationToken cancellation = default)
    {
        using var folder = SweepFolder.Open(_temporary.Path);
        var cells = Cells();
        await new SweepRunner(folder, cells, cells, budget, launcher, _observer, TimeProvider.System).RunAsync(retryFailed, cancellation);
    }
}
