using BitRL.Agent.Checkpoints;
using BitRL.Agent.Configuration;
using BitRL.Agent.Folders;

namespace BitRL.Agent.Training;

/// <summary>One training run, new or continued: train, evaluate, write down. Used once.</summary>
public sealed class TrainingRun : IDisposable
{
    private TrainingRun()
    {
    }

    /// <summary>Starts a new run.</summary>
    /// <param name="configuration">Validated.</param>
    /// <param name="components">The opened parts; still the caller's.</param>
    /// <param name="folder">Where to write, or null to write nothing (measurements); the run disposes it.</param>
    /// <exception cref="ConfigurationException">The environment or trainer refuses a setting.</exception>
    /// <exception cref="RunFolderException">The folder cannot be written.</exception>
    public static TrainingRun Create(RunConfiguration configuration, RunComponents components, RunFolder? folder) => throw new NotSupportedException();

    /// <summary>Continues the run in a folder from its last checkpoint, or from the start where it has none yet.</summary>
    /// <param name="configuration">As in config.yaml of the folder; steps, threads, memo, evaluation and checkpoint keys may differ.</param>
    /// <param name="components">The opened parts; still the caller's.</param>
    /// <param name="folder">The folder; the run disposes it.</param>
    /// <exception cref="CheckpointMismatchException">The checkpoint belongs to another environment, schema, encoder or setting.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    public static TrainingRun Resume(RunConfiguration configuration, RunComponents components, RunFolder folder) => throw new NotSupportedException();

    /// <summary>Trains to the last step, evaluates greedily and writes the results. When cancelled it saves a checkpoint first.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; <c>--resume</c> continues.</exception>
    /// <exception cref="RunFaultException">The environment or an encoder gave something that cannot be used.</exception>
    /// <exception cref="RunFolderException">A file could not be written; the last checkpoint is kept.</exception>
    public Task<RunResult> RunAsync(IRunObserver observer, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
