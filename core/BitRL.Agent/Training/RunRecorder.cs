using BitRL.Agent.Checkpoints;
using BitRL.Agent.Evaluation;
using BitRL.Agent.Folders;
using BitRL.Agent.Metrics;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Training;

/// <summary>Writes down a run: configuration, manifest, figures, checkpoints, results. Without a folder it writes nothing.</summary>
internal sealed class RunRecorder : IDisposable
{
    private readonly RunFolder? _folder;
    private readonly RunLog? _log;
    private readonly CheckpointStore? _checkpoints;

    /// <summary>Opens the files; those of a resumed run are cut back to where they were at its checkpoint.</summary>
    /// <param name="folder">Where, or null for nowhere; still the caller's.</param>
    /// <param name="components">For the manifest.</param>
    /// <param name="environment">For the manifest.</param>
    /// <param name="header">What checkpoints say of themselves.</param>
    /// <param name="resumedAt">Where the files ended, or null for a new run.</param>
    /// <exception cref="RunFolderException">A file cannot be written.</exception>
    public RunRecorder(RunFolder? folder, RunComponents components, EnvironmentDescriptor environment, CheckpointHeader header, LogPosition? resumedAt)
    {
        if (folder is null)
        {
            return;
        }

        _folder = folder;
        AtomicFile.WriteText(folder.ConfigurationPath, header.Configuration);
        AtomicFile.WriteText(resumedAt is null ? folder.ManifestPath : folder.ResumedManifestPath, RunManifest.Gather(components, environment).ToJson());
        _log = new RunLog(folder, resumedAt ?? default, components.Time);
        _checkpoints = new CheckpointStore(folder, header);
    }

    /// <summary>The folder, or null where nothing is written.</summary>
    public string? Folder => _folder?.Path;

    /// <summary>Adds the episodes that ended in a step.</summary>
    public void AddEpisodes(long steps, ReadOnlySpan<FinishedEpisode> episodes) => _log?.AddEpisodes(steps, episodes);

    /// <summary>Adds an update.</summary>
    public void AddUpdate(in RunProgress progress, IReadOnlyList<KeyValuePair<string, double>> figures) => _log?.AddUpdate(progress, figures);

    /// <summary>Adds an evaluation during training.</summary>
    public void AddEvaluation(long steps, EvaluationResult result) => _log?.AddEvaluation(steps, result);

    /// <summary>Lets this moment compete for the best checkpoint; only moments that every repetition of the run has may.</summary>
    public void Consider(RunState state, EnvironmentLoop loop, ITrainer trainer, double score) => _checkpoints?.Consider(state, loop, trainer, score);

    /// <summary>Writes the checkpoints.</summary>
    /// <returns>The file of the last one, or null where nothing is written.</returns>
    /// <exception cref="RunFolderException">A file cannot be written; the older one is unchanged.</exception>
    public string? Save(RunState state, EnvironmentLoop loop, ITrainer trainer, double score)
    {
        if (_folder is null)
        {
            return null;
        }

        _log!.FlushToDisk();
        state.Log = _log.Position;
        _checkpoints!.Write(state, loop, trainer, score);
        return _folder.LastCheckpointPath;
    }

    /// <summary>Writes how the run ended.</summary>
    /// <exception cref="RunFolderException">A file cannot be written.</exception>
    public void Finish(EvaluationResult evaluation, RunResult result)
    {
        if (_folder is not null)
        {
            AtomicFile.WriteText(_folder.EvaluationPath, evaluation.ToJson());
            AtomicFile.WriteText(_folder.ResultPath, result.ToJson() + "\n");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _log?.Dispose();
}
