using System.Collections.Immutable;
using BitRL.Contracts.Pretraining;
using BitRL.Model.Pretraining.Corpus;
using BitRL.Model.Tokenizer;

namespace BitRL.Model.Pretraining;

/// <summary>
/// Pretrains a backbone in a folder: <c>checkpoint.bin</c> while it runs, <c>NAME.gguf</c> at the end. A run that was stopped or killed goes on
/// from its last checkpoint and ends with the same weights.
/// </summary>
public sealed class PretrainingRun
{
    private readonly PretrainingConfiguration _configuration;
    private readonly IBackboneTrainerProvider _provider;
    private readonly string _folder;
    private readonly TimeProvider _time;

    /// <summary>Prepares a run.</summary>
    /// <param name="configuration">What to train.</param>
    /// <param name="provider">Who trains.</param>
    /// <param name="folder">Where checkpoint and model go; made if it does not exist.</param>
    /// <param name="time">Measures.</param>
    /// <exception cref="ArgumentException">The configuration cannot be used; the message names all problems.</exception>
    public PretrainingRun(PretrainingConfiguration configuration, IBackboneTrainerProvider provider, string folder, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(time);
        ImmutableArray<string> problems = configuration.Validate();
        if (!problems.IsEmpty)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(configuration));
        }

        _configuration = configuration;
        _provider = provider;
        _folder = folder;
        _time = time;
    }

    /// <summary>The checkpoint file.</summary>
    public string CheckpointPath => Path.Combine(_folder, "checkpoint.bin");

    /// <summary>The file that the finished backbone is written to.</summary>
    public string ModelPath => Path.Combine(_folder, _configuration.Name + ".gguf");

    /// <summary>Threads of the training library. <value>Default 1.</value></summary>
    public int Threads { get; init; } = 1;

    /// <summary>A checkpoint of another run, whose weights and optimizer state a new run begins with: a second stage with other texts or targets. <value>Default none: random weights.</value></summary>
    public string? InitialCheckpoint { get; init; }

    /// <summary>Steps between reports. <value>Default 50.</value></summary>
    public int ReportInterval { get; init; } = 50;

    /// <summary>Steps between checkpoints. <value>Default 500: a minute or two of work.</value></summary>
    public int CheckpointInterval { get; init; } = 500;

    /// <summary>Trains to the end and writes the model, or until cancelled; then a checkpoint is written first.</summary>
    /// <param name="resume">Whether to go on from the folder's checkpoint, if there is one. Otherwise an existing checkpoint is an error: it may be hours of work.</param>
    /// <param name="report">Called on this thread every <see cref="ReportInterval"/> steps.</param>
    /// <param name="cancellationToken">Stops after the current step.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the checkpoint holds all steps done.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another configuration.</exception>
    /// <exception cref="IOException">A checkpoint exists and <paramref name="resume"/> is false, or writing failed.</exception>
    /// <exception cref="BitRL.Contracts.Backends.BackendUnavailableException">The training library cannot run here.</exception>
    public void Train(bool resume, Action<PretrainingProgress>? report, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        bool hasCheckpoint = File.Exists(CheckpointPath);
        if (hasCheckpoint && !resume)
        {
            throw new IOException($"{CheckpointPath} exists: resume it, delete it, or choose another folder");
        }

        using IBackboneTrainer trainer = CreateTrainer();
        int step = hasCheckpoint ? PretrainingCheckpoint.Load(CheckpointPath, _configuration, trainer) : 0;
        if (!hasCheckpoint && InitialCheckpoint is not null)
        {
            PretrainingCheckpoint.LoadWeights(InitialCheckpoint, trainer);
        }

        var progress = new ProgressMeter(_configuration, _time, step);
        using var batches = new BatchStream(_configuration, step);
        while (step < _configuration.Steps)
        {
            double learningRate = _configuration.LearningRateAt(step);
            progress.Add(trainer.Step(batches.Next(), learningRate));
            step++;
            bool isStopped = cancellationToken.IsCancellationRequested;
            bool isCheckpoint = step % CheckpointInterval == 0 || step == _configuration.Steps || isStopped;
            if (isCheckpoint)
            {
                PretrainingCheckpoint.Save(CheckpointPath, _configuration, step, trainer);
            }

            if (isCheckpoint || step % ReportInterval == 0)
            {
                report?.Invoke(progress.Take(step, learningRate, isCheckpoint));
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        BackboneExport.Save(ModelPath, _configuration, trainer);
    }

    private IBackboneTrainer CreateTrainer()
    {
        BackboneShape shape = _configuration.Shape();
        return _provider.Create(shape, new BackboneTrainingOptions
        {
            Seed = _configuration.Seed,
            MaxFields = FieldSlots.CountFor(_configuration.Corpus),
            TargetsPerField = TargetCodes.Count,
            Threads = Threads,
            InitialTokenEmbedding = NumberEmbedding.Create(shape.VocabularySize, shape.HiddenSize, _configuration.Seed),
        });
    }

    /// <summary>Sums up losses between reports.</summary>
    private sealed class ProgressMeter(PretrainingConfiguration configuration, TimeProvider time, int firstStep)
    {
        private readonly long _start = time.GetTimestamp();
        private long _last = time.GetTimestamp();
        private int _lastStep = firstStep;
        private double _sum;

        public void Add(double loss) => _sum += loss;

        public PretrainingProgress Take(int step, double learningRate, bool isCheckpointed)
        {
            int count = Math.Max(1, step - _lastStep);
            double seconds = Math.Max(1e-9, time.GetElapsedTime(_last).TotalSeconds);
            var progress = new PretrainingProgress(
                step, configuration.Steps, _sum / count, learningRate, count / seconds, time.GetElapsedTime(_start), isCheckpointed);
            (_last, _lastStep, _sum) = (time.GetTimestamp(), step, 0);
            return progress;
        }
    }

    /// <summary>Gives the minibatches in order, and makes the next group on another thread meanwhile.</summary>
    private sealed class BatchStream : IDisposable
    {
        private readonly BatchSampler _sampler;
        private Task<BackboneBatch[]> _next;
        private BackboneBatch[] _group = [];
        private int _index = BatchSampler.GroupSize;
        private long _groupNumber;

        public BatchStream(PretrainingConfiguration configuration, int firstStep)
        {
            var tokenizer = new NumberTokenizer(PretrainingWords.For(configuration.Corpus), configuration.TokenizerVersion);
            var sequences = new TextSampler(tokenizer, configuration.Corpus, configuration.FieldOrdinals);
            _sampler = new BatchSampler(sequences, configuration.Corpus, configuration.Seed, configuration.BatchSize);
            _groupNumber = firstStep / BatchSampler.GroupSize;
            _next = Start(_groupNumber);
            int skipped = firstStep % BatchSampler.GroupSize;
            if (skipped > 0)
            {
                Turn();
                _index = skipped;
            }
        }

        public BackboneBatch Next()
        {
            if (_index == BatchSampler.GroupSize)
            {
                Turn();
            }

            return _group[_index++];
        }

        public void Dispose() => _next.Wait();

        private void Turn()
        {
            _group = _next.GetAwaiter().GetResult();
            _index = 0;
            _groupNumber++;
            _next = Start(_groupNumber);
        }

        // The sampler reuses its buffers, so a group must be whole before the next one starts; Turn sees to that.
        private Task<BackboneBatch[]> Start(long group) => Task.Run(() => _sampler.Group(group));
    }
}
