using System.Text.Json;
using BitRL.Agent.Folders;

namespace BitRL.Experiments.Sweeps;

/// <summary>
/// The folder of a sweep: its file (sweep.yaml), where and by which command it ran (sweep.json), a run folder for each cell (cells/…), the table of
/// results (results.csv, results.parquet). Held by one process at a time.
/// </summary>
public sealed class SweepFolder : IDisposable
{
    private const string LockName = "sweep.lock";
    private readonly FileStream _lock;

    private SweepFolder(string path, FileStream lockFile)
    {
        Path = path;
        _lock = lockFile;
    }

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>The file that was last swept here.</summary>
    public string FilePath => FilePathOf(Path);

    /// <summary>Versions, machine, command.</summary>
    public string ManifestPath => ManifestPathOf(Path);

    /// <summary>The table of results, for people.</summary>
    public string CsvPath => System.IO.Path.Combine(Path, "results.csv");

    /// <summary>The same table, typed.</summary>
    public string ParquetPath => System.IO.Path.Combine(Path, "results.parquet");

    /// <summary>The sweep file in a folder that is not held.</summary>
    public static string FilePathOf(string folder) => System.IO.Path.Combine(folder, "sweep.yaml");

    /// <summary>The run folder of a cell in a folder that is not held.</summary>
    public static string RunFolderOf(string folder, SweepCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return System.IO.Path.Combine(folder, "cells", cell.Id.Replace('/', System.IO.Path.DirectorySeparatorChar));
    }

    /// <summary>The manifest of a folder that is not held.</summary>
    public static string ManifestPathOf(string folder) => System.IO.Path.Combine(folder, "sweep.json");

    /// <summary>Makes the folder where it does not exist, and takes it.</summary>
    /// <exception cref="RunFolderException">Another process sweeps it, or it cannot be written.</exception>
    public static SweepFolder Open(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        string lockPath = System.IO.Path.Combine(full, LockName);
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(full, "cells"));

            // The system releases the lock when the process ends, however it ends.
            return new SweepFolder(full, new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e is not DirectoryNotFoundException and not FileNotFoundException && File.Exists(lockPath))
        {
            throw new RunFolderException($"'{full}' is being swept by another process; wait for it, or choose another folder with --out", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"the folder '{full}' of the sweep cannot be made: {e.Message.ReplaceLineEndings(" ")}; choose another with --out", e);
        }
    }

    /// <summary>The run folder of a cell.</summary>
    public string RunFolderOf(SweepCell cell) => RunFolderOf(Path, cell);

    /// <summary>The configuration that its run is started with.</summary>
    public string ConfigurationPathOf(SweepCell cell) => System.IO.Path.Combine(RunFolderOf(cell), "cell.yaml");

    /// <summary>Where a cell stands; never <see cref="CellState.Running"/>, which only its sweep knows.</summary>
    public CellState StateOf(SweepCell cell)
    {
        string run = RunFolderOf(cell);
        return File.Exists(RunFolder.ResultPathOf(run)) ? CellState.Finished
            : File.Exists(FailurePathOf(cell)) ? CellState.Failed
            : RunFolder.HoldsRun(run) ? CellState.Interrupted
            : CellState.New;
    }

    /// <summary>Whether the folder of a cell was made with other settings than the cell has now: its results would be those of something else.</summary>
    public bool IsOfOtherSettings(SweepCell cell)
    {
        string path = ConfigurationPathOf(cell);
        return File.Exists(path) && File.ReadAllText(path) != cell.ConfigurationYaml();
    }

    /// <summary>Writes what a cell is into its folder.</summary>
    /// <exception cref="RunFolderException">It cannot be written.</exception>
    public void Describe(SweepCell cell)
    {
        Directory.CreateDirectory(RunFolderOf(cell));
        var description = new CellDescription(cell.Variant, cell.Label, cell.Grid.ToDictionary(setting => setting.Key, setting => setting.Value));
        AtomicFile.WriteText(CellDescription.PathOf(RunFolderOf(cell)), JsonSerializer.Serialize(description, ExperimentsJson.Indented.CellDescription));
        AtomicFile.WriteText(ConfigurationPathOf(cell), cell.ConfigurationYaml());
    }

    /// <summary>Why a cell failed, or null where it did not.</summary>
    public CellFailure? FailureOf(SweepCell cell)
    {
        string path = FailurePathOf(cell);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), ExperimentsJson.Indented.CellFailure) : null;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is no record of a failure; delete it to try the cell again", e);
        }
    }

    /// <summary>Records why a cell failed.</summary>
    /// <exception cref="RunFolderException">It cannot be written.</exception>
    public void RecordFailure(SweepCell cell, CellFailure failure)
    {
        Directory.CreateDirectory(RunFolderOf(cell));
        AtomicFile.WriteText(FailurePathOf(cell), JsonSerializer.Serialize(failure, ExperimentsJson.Indented.CellFailure));
    }

    /// <summary>Forgets why a cell failed: it will be tried again.</summary>
    public void ForgetFailure(SweepCell cell) => File.Delete(FailurePathOf(cell));

    /// <summary>Keeps the text of the sweep file.</summary>
    /// <exception cref="RunFolderException">It cannot be written.</exception>
    public void Keep(SweepFile file) => AtomicFile.WriteText(FilePath, file.Text);

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private string FailurePathOf(SweepCell cell) => System.IO.Path.Combine(RunFolderOf(cell), "failure.json");
}
