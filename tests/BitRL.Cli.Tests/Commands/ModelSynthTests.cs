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

    [Fact]
    public void AModelIsRepackedIntoTheOfficialLayout()
    {
        CliProcess.Run(_folder.Path, "model", "synth", "--shape", "tiny", "--out", "tiny.gguf").ShouldSucceed();

        CliProcess.Run(_folder.Path, "model", "repack", "tiny.gguf", "--i2s-layout", "blocks128", "--out", "same.gguf").ShouldSucceed().Output.ShouldContain("14 ternary matrices");
        CliProcess.Run(_folder.Path, "model", "repack", "tiny.gguf", "--i2s-layout", "rows4", "--out", "other.gguf").ShouldSucceed();

        File.ReadAllBytes(_folder["same.gguf"]).ShouldBe(File.ReadAllBytes(_folder["tiny.gguf"]));
        File.ReadAllBytes(_folder["other.gguf"]).ShouldNotBe(File.ReadAllBytes(_folder["tiny.gguf"]));
    }

    [Theory]
    [InlineData("block64", "out.gguf", "did you mean blocks64")]
    [InlineData("blocks64", "./tiny.gguf", "itself")]
    public void ARepackingThatCannotBeMeantIsRefused(string layout, string output, string hint)
    {
        CliProcess.Run(_folder.Path, "model", "synth", "--shape", "tiny", "--out", "tiny.gguf").ShouldSucceed();

        CliProcess.Run(_folder.Path, "model", "repack", "tiny.gguf", "--i2s-layout", layout, "--out", output).ShouldFail(ExitCode.Usage, hint);
    }
}
