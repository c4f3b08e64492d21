using System.Text.Json;
using BitRL.Cli.Tests.Processes;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Commands;

public sealed class ModelQuantizeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FewerBitsCostMoreAndTrainingInTernaryBeatsRoundingToIt()
    {
        var int8 = Report("int8");
        var int4 = Report("int4");
        var ternary = Report("ternary");

        double[] errors = [Error(int8, "int8"), Error(int4, "int4-g64"), Error(ternary, "ternary")];
        errors[0].ShouldBeInRange(0.001, 0.05);
        errors[1].ShouldBeInRange(3 * errors[0], 0.6);
        errors[2].ShouldBeGreaterThan(3 * errors[1]);
        Probe(ternary, "embedded").ShouldBeGreaterThan(Probe(ternary, "ternary"));
        Probe(int8, "int8").ShouldBe(Probe(int8, "embedded-fp"), 0.002);
        int4.GetProperty("layers").GetArrayLength().ShouldBe(21);
        int4.GetProperty("matrix_bytes").GetInt64().ShouldBeLessThan(int8.GetProperty("matrix_bytes").GetInt64());
    }

    [Fact]
    public void TheFileThatIsWrittenRuns()
    {
        CliProcess.Run(_folder.Path, "model", "quantize", "embedded-fp", "--to", "int4", "--group", "128", "--out", "small.gguf").ShouldSucceed();

        var encoded = CliProcess.Run(_folder.Path, "encode", "--model", "small.gguf", "x=1", "--json").ShouldSucceed();
        encoded.Output.ShouldContain("features");
    }

    [Theory]
    [InlineData("embedded-fp", "--to", "int8")]
    [InlineData("embedded-fp", "--to", "int5", "--report")]
    [InlineData("embedded-fp", "--to", "int4", "--group", "48", "--report")]
    public void WhatMakesNoSenseIsRefused(params string[] arguments) =>
        CliProcess.Run(_folder.Path, ["model", "quantize", .. arguments]).ExitCode.ShouldBe(ExitCode.Usage);

    [Fact]
    public void ATernaryModelIsRefused() =>
        CliProcess.Run(_folder.Path, "model", "quantize", "embedded", "--to", "int8", "--report").ShouldFail(ExitCode.BadInput, "ternary already");

    private static double Error(JsonElement report, string model) => Feature(report, model).GetProperty("error").GetProperty("relative_rms").GetDouble();

    private static double Probe(JsonElement report, string model) => Feature(report, model).GetProperty("r2_mean").GetDouble();

    private static JsonElement Feature(JsonElement report, string model) => report.GetProperty("features").EnumerateArray().Single(feature => feature.GetProperty("model").GetString() == model);

    private JsonElement Report(string target) =>
        CliProcess.Run(_folder.Path, "model", "quantize", "embedded-fp", "--to", target, "--report", "--env", "CartPole-v1", "--states", "600", "--json").ShouldSucceed().LastJson;
}
