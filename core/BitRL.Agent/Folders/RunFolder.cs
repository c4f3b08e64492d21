namespace BitRL.Agent.Folders;

/// <summary>
/// The folder of one run: what it was told (config.yaml), where it ran (manifest.json), how it went (metrics.csv, episodes.csv,
/// evaluations.csv, events.out.tfevents.*), its state (checkpoints/last.bitrl, checkpoints/best.bitrl) and its end (evaluation.json,
/// result.json). Held by one process at a time.
/// </summary>
public sealed class RunFolder : IDisposable
{
    /// <summary>Name of the file with one row an update.</summary>
    public const string MetricsName = "metrics.csv";

    private const string LockName = "run.lock";
    private readonly FileStream _lock;

    private RunFolder(string path, FileStream lockFile)
    {
        Path = path;
        _lock = lockFile;
    }

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>The resolved configuration.</summary>
    public string ConfigurationPath => ConfigurationPathOf(Path);

    /// <summary>Versions, machine, hashes.</summary>
    public string ManifestPath => ManifestPathOf(Path);

    /// <summary>The same for the last time that the run was resumed.</summary>
    public string ResumedManifestPath => System.IO.Path.Combine(Path, "manifest.resumed.json");

    /// <summary>One row an update.</summary>
    public string MetricsPath => System.IO.Path.Combine(Path, MetricsName);

    /// <summary>One row a finished training episode.</summary>
    public string EpisodesPath => System.IO.Path.Combine(Path, "episodes.csv");

    /// <summary>One row an evaluation during training.</summary>
    public string EvaluationsPath => EvaluationsPathOf(Path);

    /// <summary>TensorBoard events. The name has the prefix that TensorBoard looks for.</summary>
    public string EventsPath => System.IO.Path.Combine(Path, "events.out.tfevents.0.bitrl");

    /// <summary>The evaluation after training.</summary>
    public string EvaluationPath => System.IO.Path.Combine(Path, "evaluation.json");

    /// <summary>The result, as <c>--json</c> prints it.</summary>
    public string ResultPath => ResultPathOf(Path);

    /// <summary>The newest checkpoint.</summary>
    public string LastCheckpointPath => LastCheckpointPathOf(Path);

    /// <summary>The checkpoint with the best evaluation, or where there are none during training, the best mean training return.</summary>
    public string BestCheckpointPath => BestCheckpointPathOf(Path);

    /// <summary>The configuration file of a run folder that is not held.</summary>
    public static string ConfigurationPathOf(string folder) => System.IO.Path.Combine(folder, "config.yaml");

    /// <summary>The newest checkpoint of a run folder that is not held.</summary>
    public static string LastCheckpointPathOf(string folder) => System.IO.Path.Combine(folder, "checkpoints", "last.bitrl");

    /// <summary>The best checkpoint of a run folder that is not held.</summary>
    public static string BestCheckpointPathOf(string folder) => System.IO.Path.Combine(folder, "checkpoints", "best.bitrl");

    /// <summary>The manifest of a run folder that is not held.</summary>
    public static string ManifestPathOf(string folder) => System.IO.Path.Combine(folder, "manifest.json");

    /// <summary>The evaluations during training in a run folder that is not held.</summary>
    public static string EvaluationsPathOf(string folder) => System.IO.Path.Combine(folder, "evaluations.csv");

    /// <summary>The result in a run folder that is not held.</summary>
    public static string ResultPathOf(string folder) => System.IO.Path.Combine(folder, "result.json");

    /// <summary>Whether a process holds a run folder. By the time the caller acts on it, it may have changed.</summary>
    public static bool IsHeld(string folder)
    {
        string path = System.IO.Path.Combine(folder, LockName);
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using var attempt = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception e) when (FileGuard.IsFileFailure(e))
        {
            return e is not (FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException) && !FileGuard.IsReadOnly(e);
        }
    }

    /// <summary>Whether a folder holds a run.</summary>
    public static bool HoldsRun(string folder) => File.Exists(ConfigurationPathOf(folder));

    /// <summary>Makes the folder of a new run. Files of others in it are left alone.</summary>
    /// <exception cref="RunFolderException">It holds a run already, another process holds it, or it cannot be written.</exception>
    public static RunFolder Create(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (HoldsRun(full))
        {
            throw new RunFolderException($"'{full}' already holds a run; continue it with --resume, or choose another folder with --out");
        }

        MakeFolders(full);
        return new RunFolder(full, Lock(full));
    }

    /// <summary>Takes the folder of an earlier run to continue it.</summary>
    /// <exception cref="RunFolderException">It holds no run, another process holds it, or it cannot be written.</exception>
    public static RunFolder Open(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (!HoldsRun(full))
        {
            throw new RunFolderException($"'{full}' holds no run to resume (there is no config.yaml); check --out, or leave out --resume");
        }

        MakeFolders(full);
        return new RunFolder(full, Lock(full));
    }

    /// <summary>Lets go of the folder and takes back what <see cref="Create"/> made, where no run was written into it. Files of others stay.</summary>
    public void Discard()
    {
        Dispose();
        if (HoldsRun(Path))
        {
            return;
        }

        try
        {
            File.Delete(System.IO.Path.Combine(Path, LockName));
            foreach (string folder in (string[])[System.IO.Path.Combine(Path, "checkpoints"), Path])
            {
                if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
                {
                    Directory.Delete(folder);
                }
            }
        }
        catch (Exception e) when (FileGuard.IsFileFailure(e))
        {
            // An empty folder that stays behind is no harm; the failure that led here is what the user must hear.
        }
    }

    /// <summary>Lets go of the folder.</summary>
    public void Dispose() => _lock.Dispose();

    private static void MakeFolders(string folder)
    {
        try
        {
            FileGuard.Run(folder, () => Directory.CreateDirectory(System.IO.Path.Combine(folder, "checkpoints")));
        }
        catch (RunFolderException e) when (e.InnerException is DirectoryNotFoundException or FileNotFoundException)
        {
            throw new RunFolderException($"'{folder}' cannot be made: a folder above it is missing or is a file; choose another folder with --out", e.InnerException);
        }
    }

    private static FileStream Lock(string folder)
    {
        string path = System.IO.Path.Combine(folder, LockName);
        try
        {
            // The system releases the lock when the process ends, however it ends.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not DirectoryNotFoundException and not FileNotFoundException && !FileGuard.IsReadOnly(e) && File.Exists(path))
        {
            throw new RunFolderException($"'{folder}' is in use by another process; wait for it, or choose another folder with --out", e);
        }
        catch (Exception e) when (FileGuard.IsFileFailure(e))
        {
            throw FileGuard.Translate(path, e);
        }
    }
}
