using BitRL.Agent.Configuration;
using BitRL.Experiments.Results;
using BitRL.Experiments.Sweeps;
using BitRL.Experiments.Tests.Fakes;
using Parquet;
using Parquet.Schema;

namespace BitRL.Experiments.Tests.Results;

public sealed class ResultTableTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task BothFilesHoldARowForEveryCellWithItsManifest()
    {
        var file = SweepFile.Parse("environments: [E]\nvariants: { 'a, b': mlp }\ngrid: { trainer.gamma: [0.9] }\nseeds: [0, 1, 18446744073709551615]\n", "s.yaml");
        var cells = SweepPlan.Cells(file);
        using var folder = SweepFolder.Open(_temporary.Path);
        folder.Describe(cells[0]);
        RunFiles.Finish(folder.RunFolderOf(cells[0]), new RunConfiguration(), final: 12.5);
        folder.RecordFailure(cells[1], new CellFailure(4, "says \"no\"", DateTimeOffset.UnixEpoch));
        var manifest = SweepManifest.Gather(file, cells.Length, new SweepBudget(1, 1, 1, 1), "bitrl sweep s.yaml", DateTimeOffset.UnixEpoch);

        await new ResultFiles(folder, file, cells, manifest).WriteAsync();

        string[] lines = File.ReadAllLines(folder.CsvPath);
        string[] header = lines[0].Split(',');
        header[..8].ShouldBe(["environment", "variant", "trainer.gamma", "seed", "state", "exit_code", "reason", "return_mean"]);
        lines.Length.ShouldBe(4);
        lines[1].ShouldStartWith("E,\"a, b\",0.9,0,finished,,,12.5,0.5,");
        lines[1].ShouldContain(",1.2.3,abc,");
        lines[2].ShouldStartWith("E,\"a, b\",0.9,1,failed,4,\"says \"\"no\"\"\",,");
        lines[3].ShouldStartWith("E,\"a, b\",0.9,18446744073709551615,new,");

        await using ParquetReader reader = await ParquetReader.CreateAsync(folder.ParquetPath);
        reader.CustomMetadata[ParquetFile.ManifestKey].ShouldBe(manifest.ToJson());
        reader.CustomMetadata[ParquetFile.FileKey].ShouldBe(file.Text);
        reader.Schema.DataFields.Select(field => field.Name).ShouldBe(header);
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        var means = new double?[3];
        await group.ReadAsync<double>(Field(reader, "return_mean"), means.AsMemory());
        means.ShouldBe([12.5, null, null]);
        var codes = new long?[3];
        await group.ReadAsync<long>(Field(reader, "exit_code"), codes.AsMemory());
        codes.ShouldBe([null, 4L, null]);
        var reasons = new string?[3];
        await group.ReadAsync(Field(reader, "reason"), reasons.AsMemory());
        reasons.ShouldBe([null, "says \"no\"", null]);
    }

    [Fact]
    public void ADamagedResultIsNamed()
    {
        var file = SweepFile.Parse("environments: [E]\nvariants: { a: mlp }\nseeds: 1\n", "s.yaml");
        var cells = SweepPlan.Cells(file);
        using var folder = SweepFolder.Open(_temporary.Path);
        Directory.CreateDirectory(folder.RunFolderOf(cells[0]));
        File.WriteAllText(Path.Combine(folder.RunFolderOf(cells[0]), "result.json"), "{");

        Should.Throw<InvalidDataException>(() => ResultTable.Read(folder, file, cells)).Message.ShouldContain("result.json");
    }

    private static DataField Field(ParquetReader reader, string name) => reader.Schema.DataFields.Single(field => field.Name == name);
}
