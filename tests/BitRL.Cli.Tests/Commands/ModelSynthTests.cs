using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Commands;

public sealed class ModelSynthTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ASynthesisedModelIsWholeAndEncodes()
    {
        var written = CliProcess.Run(_folder.Path, "model", "synth", "--shape", "tiny", "--seed", "3", "--out", "tiny.gguf", "--json").ShouldSucceed().LastJson;
        var inspected = CliProcess.Run(_folder.Path, "model", "inspect", "tiny.gguf", "--verify", "--json").ShouldSucceed().LastJson;
        var encoded = CliProcess.Run(_folder.Path, "encode", "x=1", "--model", "tiny.gguf", "--json").ShouldSucceed().LastJson;

        inspected.GetProperty("bytes").GetInt64().ShouldBe(written.GetProperty("bytes").GetInt64());
        inspected.GetProperty("architecture").GetString().ShouldBe("bitnet-b1.58");
        encoded.GetProperty("model").GetString().ShouldBe("synthetic-tiny-3");
        Directory.GetFiles(_folder.Path).ShouldBe([_folder["tiny.gguf"]], "nothing temporary is left");
    }

    [Theory]
    [InlineData("tinny", "bitnet", "did you mean tiny")]
    [InlineData("tiny", "bitnet-b158", "bitnet-b1.58")]
    public void AShapeOrArchitectureThatIsUnknownIsRefused(string shape, string architecture, string hint) =>
        CliProcess.Run(_folder.Path, "model", "synth", "--shape", shape, "--arch", architecture, "--out", "x.gguf").ShouldFail(ExitCode.Usage, hint);

    [Fact]
    public void AModelThatCannotBeWrittenLeavesNothingBehind()
    {
        CliProcess.Run(_folder.Path, "model", "synth", "--shape", "tiny", "--out", "missing/tiny.gguf").ShouldFail(ExitCode.InputOutput, "missing");

        Directory.GetFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }
}
