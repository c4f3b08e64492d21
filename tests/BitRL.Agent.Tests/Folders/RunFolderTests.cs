using BitRL.Agent.Checkpoints;
using BitRL.Agent.Folders;
using BitRL.Agent.Tests.Fakes;

namespace BitRL.Agent.Tests.Folders;

public sealed class RunFolderTests : IDisposable
{
    // A device on which every write fails as on a full disk.
    private const string FullDisk = "/dev/full";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AFolderThatHoldsARunIsNotOverwritten()
    {
        await Walk.RunAsync(Walk.Configuration with { Steps = 100 }, _folder.At("run"));
        string before = Walk.Numbers(_folder.At("run"));
        var e = await Should.ThrowAsync<RunFolderException>(() => Walk.RunAsync(Walk.Configuration, _folder.At("run")));
        e.Message.ShouldContain("already holds a run; continue it with --resume");
        Walk.Numbers(_folder.At("run")).ShouldBe(before);
    }

    [Fact]
    public void AFolderThatCannotBeMadeOrHoldsNoRunIsNamed()
    {
        File.WriteAllText(_folder.At("file"), "");
        Should.Throw<RunFolderException>(() => RunFolder.Create(_folder.At("file", "run"))).Message.ShouldContain("choose another folder with --out");
        Should.Throw<RunFolderException>(() => RunFolder.Open(_folder.At("empty"))).Message.ShouldContain("holds no run to resume");
    }

    /// <summary>Not even root makes a folder among the kernel's objects: permission denied, or a read-only file system in a container.</summary>
    [FactWhereThereIs("/sys/kernel")]
    public void AReadOnlyFolderIsNamed()
    {
        string message = Should.Throw<RunFolderException>(() => RunFolder.Create("/sys/kernel/bitrl-run")).Message;
        message.ShouldContain("'/sys/kernel/bitrl-run'");
        message.ShouldContain("choose another folder with --out");
    }

    [FactWhereThereIs(FullDisk)]
    public async Task AFullDiskEndsTheRunByNameAndKeepsTheCheckpoint()
    {
        // From the second checkpoint on the temporary file lies on a full disk.
        var observer = new Observer();
        observer.WhenSaved = _ =>
        {
            if (observer.Checkpoints.Count == 1)
            {
                File.CreateSymbolicLink(_folder.At("run", "checkpoints", "last.bitrl.tmp"), FullDisk);
            }
        };
        var e = await Should.ThrowAsync<RunFolderException>(() => Walk.RunAsync(Walk.Configuration, _folder.At("run"), observer: observer));
        e.Message.ShouldContain("the disk is full");
        e.Message.ShouldContain("--resume");
        AgentCheckpoint.Read(_folder.At("run", "checkpoints", "last.bitrl")).Header.Steps.ShouldBe(observer.Checkpoints[0]);

        await Walk.RunAsync(Walk.Configuration, _folder.At("whole"));
        await Walk.ResumeAsync(Walk.Configuration, _folder.At("run"));
        Walk.Numbers(_folder.At("run")).ShouldBe(Walk.Numbers(_folder.At("whole")));
    }

    [FactWhereThereIs(FullDisk)]
    public async Task AFullDiskUnderTheMetricsEndsTheRunByName()
    {
        Directory.CreateDirectory(_folder.At("run"));
        File.CreateSymbolicLink(_folder.At("run", "episodes.csv"), FullDisk);
        var e = await Should.ThrowAsync<RunFolderException>(() => Walk.RunAsync(Walk.Configuration, _folder.At("run")));
        e.Message.ShouldContain("the disk is full");
    }

    [Fact]
    public async Task FilesThatWereCutBehindTheCheckpointsBackAreNoticed()
    {
        await Walk.RunAsync(Walk.Configuration with { Steps = 500 }, _folder.At("run"));
        File.WriteAllText(_folder.At("run", "episodes.csv"), "");
        var e = await Should.ThrowAsync<RunFolderException>(() => Walk.ResumeAsync(Walk.Configuration, _folder.At("run")));
        e.Message.ShouldContain("it was changed since");
    }

    [Fact]
    public void AnAtomicWriteThatFailsLeavesTheOldFile()
    {
        string path = _folder.At("file");
        AtomicFile.WriteText(path, "old");
        Should.Throw<RunFolderException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("gone");
        }));
        File.ReadAllText(path).ShouldBe("old");
        File.Exists(path + ".tmp").ShouldBeFalse();
    }
}
