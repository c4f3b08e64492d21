using BitRL.Cli.Rendering;
using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Rendering;

public sealed class OutputFileTests : IDisposable
{
    private const int NoSpace = 28;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AnOlderFileIsReplaced()
    {
        File.WriteAllText(_folder["r.html"], "old");

        new OutputFile("--html", _folder["r.html"]).WriteText("new");

        File.ReadAllText(_folder["r.html"]).ShouldBe("new");
        Directory.GetFiles(_folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public void AFolderIsNoFile() => Refused(_folder.Path).ShouldContain("is a folder");

    [Fact]
    public void AFileInAFolderThatIsNotThereIsRefused() => Refused(_folder["nowhere/r.html"]).ShouldContain("make it first");

    [Fact]
    public void AnEmptyNameIsRefused() => Refused(string.Empty).ShouldContain("empty");

    [Fact]
    public void AFullDiskIsSaidAndTheOldFileStays()
    {
        File.WriteAllText(_folder["r.html"], "old");
        var file = new OutputFile("--html", _folder["r.html"]);

        var failure = Should.Throw<CommandException>(() => file.Write(stream =>
        {
            stream.WriteByte(1);
            throw new IOException("No space left on device", NoSpace);
        }));

        failure.ExitCode.ShouldBe(ExitCode.InputOutput);
        failure.Message.ShouldContain("--html");
        failure.Message.ShouldContain("No space left on device");
        failure.Message.ShouldNotContain("--out");
        File.ReadAllText(_folder["r.html"]).ShouldBe("old");
        Directory.GetFiles(_folder.Path).ShouldHaveSingleItem();
    }

    private static string Refused(string path)
    {
        var failure = Should.Throw<CommandException>(() => new OutputFile("--html", path));
        failure.ExitCode.ShouldBe(ExitCode.InputOutput);
        failure.Message.ShouldContain("--html");
        return failure.Message;
    }
}
