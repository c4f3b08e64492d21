using BitRL.Agent.Checkpoints;
using BitRL.Agent.Configuration;
using BitRL.Agent.Evaluation;
using BitRL.Agent.Folders;
using BitRL.Agent.Seeding;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Training;

/// <summary>One training run, new or continued: train, evaluate, write down. Used once, by one thread at a time.</summary>
public sealed class TrainingRun : IDisposable
{
    private static readonly TimeSpan ProgressPeriod = TimeSpan.FromMilliseconds(100);

    // Five files flushed to a slow disk take some 20 ms: a run of 60,000 steps a second would feel them more often than this.
    private static readonly TimeSpan CheckpointGap = TimeSpan.FromSeconds(1);

    private readonly RunConfiguration _configuration;
    private readonly RunComponents _components;
    private readonly EnvironmentDescriptor _learned;
    private readonly ITrainer _trainer;
    private readonly EnvironmentLoop _loop;
    private readonly RunClock _clock;
    private readonly SeedTree _seeds;
    private readonly RunRecorder _recorder;
    private readonly RunState _state;
    private readonly bool _scoresByEvaluation;
    private IRunObserver _observer = RunObserver.None;
    private long _lastProgress;
    private long _lastCheckpoint;

    private TrainingRun(RunConfiguration configuration, RunComponents components, RunFolder? folder, AgentCheckpoint? checkpoint)
    {
        configuration = TrainerFactory.Resolve(configuration, components);
        _configuration = configuration;
        _components = components;
        _scoresByEvaluation = configuration.EvaluationInterval > 0;
        _seeds = SeedTree.Root(configuration.Seed);
        _clock = new RunClock(components.Time);
        IVectorEnvironment environment = TrainerFactory.CreateEnvironment(configuration, components, configuration.EnvironmentCount);
        try
        {
            CheckpointHeader header = CheckpointStore.Describe(configuration, components, environment.Descriptor);
            if (checkpoint is not null)
            {
                CheckpointFit.RequireSameParts(checkpoint.Header, header, folder!.LastCheckpointPath);
                CheckpointFit.RequireSameRun(checkpoint.ReadConfiguration(), configuration, folder.LastCheckpointPath);
            }

            // Evaluations come last, hours later perhaps: settings that they cannot have are refused now.
            _learned = TrainerFactory.DescribeLearned(configuration, components, environment);
            if (!configuration.EvaluationSettings.IsEmpty)
            {
                TrainerFactory.CreateEvaluationEnvironment(configuration, components, copies: 1, _learned).Dispose();
            }

            _trainer = TrainerFactory.CreateTrainer(configuration, components, environment);
            _loop = new EnvironmentLoop(environment, _trainer, components, _seeds.Child(SeedBranch.Training));
            _state = checkpoint is null
                ? new RunState { NextEvaluation = configuration.EvaluationInterval }
                : RunState.Load(checkpoint.State, _loop);
            checkpoint?.RestoreTrainer(_trainer);
            _recorder = new RunRecorder(folder, components, environment.Descriptor, header, checkpoint is null ? null : _state.Log);
        }
        catch
        {
            _trainer?.Dispose();
            environment.Dispose();
            throw;
        }
    }

    /// <summary>What the best checkpoint is chosen by.</summary>
    private double Score => _scoresByEvaluation ? _state.LastEvaluation : _loop.Episodes.MeanReturn;

    /// <summary>Starts a new run.</summary>
    /// <param name="configuration">Validated.</param>
    /// <param name="components">The opened parts; still the caller's.</param>
    /// <param name="folder">Where to write, or null to write nothing (measurements); still the caller's.</param>
    /// <exception cref="ConfigurationException">The environment or trainer refuses a setting.</exception>
    /// <exception cref="RunFolderException">The folder cannot be written.</exception>
    public static TrainingRun Create(RunConfiguration configuration, RunComponents components, RunFolder? folder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(components);
        return new TrainingRun(configuration, components, folder, checkpoint: null);
    }

    /// <summary>Continues the run in a folder from its last checkpoint, or from the start where it has none yet.</summary>
    /// <param name="configuration">As in config.yaml of the folder; steps, threads, memo, evaluation and checkpoint keys may differ.</param>
    /// <param name="components">The opened parts; still the caller's.</param>
    /// <param name="folder">The folder; still the caller's.</param>
    /// <exception cref="CheckpointMismatchException">The checkpoint belongs to another environment, schema, encoder or setting.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged.</exception>
    /// <exception cref="RunFolderException">The folder cannot be written, or lacks what the checkpoint knows of.</exception>
    public static TrainingRun Resume(RunConfiguration configuration, RunComponents components, RunFolder folder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(components);
        ArgumentNullException.ThrowIfNull(folder);
        AgentCheckpoint? checkpoint = File.Exists(folder.LastCheckpointPath) ? AgentCheckpoint.Read(folder.LastCheckpointPath) : null;
        return new TrainingRun(configuration, components, folder, checkpoint);
    }

    /// <summary>Trains to the last step, evaluates greedily and writes the results. When cancelled it saves a checkpoint first.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; <c>--resume</c> continues.</exception>
    /// <exception cref="RunFaultException">The environment or an encoder gave something that cannot be used.</exception>
    /// <exception cref="RunFolderException">A file could not be written; the last checkpoint is kept.</exception>
    public async Task<RunResult> RunAsync(IRunObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observer);
        _observer = observer;
        await _loop.StartAsync(cancellationToken);
        _loop.Policy.Rebase(_state.PolicyEncoder);
        _loop.Critic?.Rebase(_state.CriticEncoder);
        _loop.Candidates?.Rebase(_state.Candidates);
        _clock.Start(_state.Elapsed, _state.Steps);
        _lastCheckpoint = _lastProgress = _components.Time.GetTimestamp();
        _observer.OnStart(Progress());
        await TrainAsync(cancellationToken);
        if (!_scoresByEvaluation)
        {
            _recorder.Consider(_state, _loop, _trainer, Score);
        }

        SaveCheckpoint();
        _observer.OnProgress(Progress());

        EncoderStatistics work = _loop.EncoderWork;
        EvaluationResult evaluation = await EvaluateAsync(_configuration.EvaluationEpisodes, SeedBranch.Evaluation, cancellationToken);
        RunResult result = RunSummary.Make(_configuration, _state, _loop, work, evaluation, _recorder.Folder);
        _recorder.Finish(evaluation, result);
        _observer.OnEvaluation(_state.Steps, evaluation, isFinal: true);
        return result;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _recorder.Dispose();
        _loop.Dispose();
        _trainer.Dispose();
    }

    private async Task TrainAsync(CancellationToken cancellationToken)
    {
        while (_state.Steps < _configuration.Steps)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                SaveCheckpoint();
                cancellationToken.ThrowIfCancellationRequested();
            }

            // Not cancellable: a step that is half done could not be saved.
            ValueTask step = _loop.StepAsync(CancellationToken.None);
            if (step.IsCompletedSuccessfully)
            {
                step.GetAwaiter().GetResult();
            }
            else
            {
                await step;
            }

            while (_loop.TakeWarning() is { } warning)
            {
                _observer.OnWarning(warning);
            }

            _state.Steps += _loop.Count;
            _recorder.AddEpisodes(_state.Steps, _loop.Finished);
            bool updated = _trainer.IsUpdateDue;
            if (updated)
            {
                Update();
            }

            if (_configuration.EvaluationInterval > 0 && _state.Steps >= _state.NextEvaluation)
            {
                await EvaluateIntervalAsync(cancellationToken);
            }

            Attend(updated);
        }
    }

    private void Update()
    {
        IReadOnlyList<KeyValuePair<string, double>> figures = _trainer.Update(_loop.Current);
        _state.Updates++;
        RunProgress progress = Progress();
        _recorder.AddUpdate(progress, figures);
        _observer.OnUpdate(progress, figures);
    }

    /// <summary>Saves and reports when it is time.</summary>
    private void Attend(bool updated)
    {
        TimeProvider time = _components.Time;
        long now = time.GetTimestamp();
        bool moment = updated && _state.Updates % _configuration.CheckpointUpdates == 0;
        if (moment && !_scoresByEvaluation)
        {
            _recorder.Consider(_state, _loop, _trainer, Score);
        }

        TimeSpan sinceLast = time.GetElapsedTime(_lastCheckpoint, now);
        if (sinceLast >= _configuration.CheckpointPeriod || (moment && sinceLast >= CheckpointGap))
        {
            SaveCheckpoint();
        }

        if (time.GetElapsedTime(_lastProgress, now) >= ProgressPeriod)
        {
            _lastProgress = now;
            _observer.OnProgress(Progress());
        }
    }

    private void SaveCheckpoint()
    {
        _state.Elapsed = _clock.Elapsed;
        if (_recorder.Save(_state, _loop, _trainer, Score) is { } path)
        {
            _observer.OnCheckpoint(_state.Steps, path);
        }

        _lastCheckpoint = _components.Time.GetTimestamp();
    }

    private async Task EvaluateIntervalAsync(CancellationToken cancellationToken)
    {
        TimeSpan elapsed = _clock.Elapsed;
        EncoderStatistics policy = _loop.Policy.Statistics;
        EvaluationResult? result = null;
        try
        {
            result = await EvaluateAsync(_configuration.IntervalEpisodes, SeedBranch.IntervalEvaluation, cancellationToken);
        }
        finally
        {
            _loop.Policy.Rebase(policy);
            _clock.Start(elapsed, _state.Steps);
            if (result is null && cancellationToken.IsCancellationRequested)
            {
                SaveCheckpoint();
            }
        }

        _state.LastEvaluation = result.Mean;
        while (_state.NextEvaluation <= _state.Steps)
        {
            _state.NextEvaluation += _configuration.EvaluationInterval;
        }

        _recorder.AddEvaluation(_state.Steps, result);
        _recorder.Consider(_state, _loop, _trainer, Score);
        _observer.OnEvaluation(_state.Steps, result, isFinal: false);
    }

    private async Task<EvaluationResult> EvaluateAsync(int episodes, SeedBranch branch, CancellationToken cancellationToken)
    {
        int copies = Math.Min(episodes, _configuration.EnvironmentCount);
        using var evaluator = new GreedyEvaluator(
            TrainerFactory.CreateEvaluationEnvironment(_configuration, _components, copies, _learned), _components.PolicyEncoder, _trainer, _components.Time);
        return await evaluator.EvaluateAsync(episodes, _seeds.Child(branch), cancellationToken);
    }

    private RunProgress Progress()
    {
        double speed = _clock.Speed(_state.Steps);
        long left = Math.Max(0, _configuration.Steps - _state.Steps);
        return new RunProgress(
            _state.Steps,
            Math.Max(_configuration.Steps, _state.Steps),
            _state.Updates,
            _loop.Episodes.Finished,
            _loop.Episodes.MeanReturn,
            _loop.Episodes.MeanLength,
            speed,
            _clock.Elapsed,
            speed > 0 ? TimeSpan.FromSeconds(Math.Min(left / speed, TimeSpan.MaxValue.TotalSeconds / 2)) : null);
    }
}
