using System.Collections.Immutable;
using BitRL.Experiments.Sweeps;

namespace BitRL.Experiments.Results;

/// <summary>The table of results of a sweep in its two files.</summary>
/// <param name="folder">The folder; still the caller's.</param>
/// <param name="file">The sweep.</param>
/// <param name="cells">All cells of the plan.</param>
/// <param name="manifest">Goes into the metadata of the Parquet file.</param>
public sealed class ResultFiles(SweepFolder folder, SweepFile file, ImmutableArray<SweepCell> cells, SweepManifest manifest)
{
    /// <summary>Writes both from what the folder holds now; each is there whole or not at all.</summary>
    /// <exception cref="Agent.Folders.RunFolderException">A file cannot be written.</exception>
    /// <exception cref="InvalidDataException">A file of a run is damaged.</exception>
    public async Task WriteAsync()
    {
        ResultTable table = ResultTable.Read(folder, file, cells);
        CsvWriter.Write(table, folder.CsvPath);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [ParquetFile.ManifestKey] = manifest.ToJson(), [ParquetFile.FileKey] = file.Text };
        await ParquetFile.WriteAsync(table, metadata, folder.ParquetPath);
    }
}
