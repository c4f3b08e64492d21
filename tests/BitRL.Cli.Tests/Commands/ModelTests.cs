using BitRL.Cli.Tests.Processes;
using BitRL.Model.Weights;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Commands;

public sealed class ModelTests : IDisposable
{
    private static readonly string Shipped = Path.Combine(Path.GetDirectoryName(CliProcess.Program)!, "Models", "bitrl-numeric-128x3.gguf");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void InspectTellsShapeHashAndTensors()
    {
        var model = CliProcess.Run(_folder.Path, "model", "inspect", "embedded", "--tensors", "--verify", "--json").ShouldSucceed().LastJson;

        model.GetProperty("architecture").GetString().ShouldBe("bitnet-b1.58");
        model.GetProperty("sha256").GetString()!.Length.ShouldBe(64);
        model.GetProperty("tensors").GetArrayLength().ShouldBeGreaterThan(10);
        model.GetProperty("metadata").GetProperty("bitrl.tokenizer.model").GetString().ShouldBe("bitrl-number");
    }

    [Fact]
    public void AModelOfAnotherArchitectureIsRefused()
    {
        var writer = new GgufWriter();
        writer.Add("general.architecture", "llama");
        writer.Save(_folder["llama.gguf"]);

        Run("llama.gguf").ShouldFail(ExitCode.BadInput, "llama", "bitnet-b1.58");
    }

    [Fact]
    public void ATruncatedModelIsRefused()
    {
        File.WriteAllBytes(_folder["half.gguf"], File.ReadAllBytes(Shipped)[..500_000]);

        Run("half.gguf").ShouldFail(ExitCode.BadInput, "half.gguf");
    }

    [Fact]
    public void AFileThatIsNoModelIsRefused()
    {
        _folder.Write("text.gguf", "this is not a model");

        Run("text.gguf").ShouldFail(ExitCode.BadInput, "text.gguf");
    }

    [Fact]
    public void AModelThatDoesNotExistIsAskedFor() => Run("missing.gguf").ShouldFail(ExitCode.InputOutput, "missing.gguf", "embedded");

    [Fact]
    public void AFolderIsNoModel() => Run(_folder.Path).ShouldFail(ExitCode.InputOutput, "folder");

    [Fact]
    public void ALayerThatTheModelLacksIsRefused() => CliProcess.Run(_folder.Path, "run", "--layer", "9", "--steps", "8").ShouldFail(ExitCode.Usage, "layer 9");

    [Fact]
    public void TextAndItsTokenIdsGiveTheSameFeatures()
    {
        var text = CliProcess.Run(_folder.Path, "encode", "x=0.12 v=-0.5", "--json").ShouldSucceed().LastJson;
        string ids = string.Join(',', text.GetProperty("tokens").EnumerateArray());

        var tokens = CliProcess.Run(_folder.Path, "encode", "--token-ids", ids, "--per-token", "--json").ShouldSucceed().LastJson;

        tokens.GetProperty("features").GetRawText().ShouldBe(text.GetProperty("features").GetRawText());
        tokens.GetProperty("hidden_states").GetArrayLength().ShouldBe(text.GetProperty("tokens").GetArrayLength());
        // Pooling "both" is the mean of the hidden states and then the last of them.
        var last = tokens.GetProperty("hidden_states").EnumerateArray().Last().EnumerateArray().Select(v => v.GetSingle()).ToArray();
        tokens.GetProperty("features").EnumerateArray().Skip(last.Length).Select(v => v.GetSingle()).ShouldBe(last);
    }

    [Fact]
    public void StandardInputIsEncodedLineByLineWhenAskedFor()
    {
        var result = CliProcess.Run(_folder.Path, "x=1\nx=2\n\nx=3", [], "encode", "--lines", "--json").ShouldSucceed();

        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "--token-ids", "5,a")]
    [InlineData(ExitCode.BadInput, "--token-ids", "5,999999")]
    [InlineData(ExitCode.InputOutput, "--file", "missing.txt")]
    public void AnInputThatCannotBeEncodedIsRefused(int code, params string[] arguments) =>
        CliProcess.Run(_folder.Path, ["encode", .. arguments]).ShouldFail(code);

    [Fact]
    public void EmptyInputIsRefused() => CliProcess.Run(_folder.Path, "encode").ShouldFail(ExitCode.BadInput, "empty");

    [Fact]
    public void TheRandomControlFollowsItsSeed()
    {
        string Features(string model) => CliProcess.Run(_folder.Path, "encode", "x=1", "--model", model, "--json").ShouldSucceed().LastJson.GetProperty("features").GetRawText();

        Features("random:5").ShouldBe(Features("random:5"));
        Features("random:5").ShouldNotBe(Features("random:6"));
    }

    [Theory]
    [InlineData("encode", "x=1")]
    [InlineData("run")]
    public void ChoosingHowWeightsLieIsRefusedByABackendWithoutTheChoice(params string[] command) =>
        CliProcess.Run(_folder.Path, [.. command, "--backend", "cpu", "--weights", "mapped"]).ShouldFail(ExitCode.Usage, "weights");

    private CliResult Run(string model) => CliProcess.Run(_folder.Path, "run", "--model", model, "--steps", "8");
}
