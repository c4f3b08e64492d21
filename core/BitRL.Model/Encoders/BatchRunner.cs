using BitRL.Contracts.Backends;
using BitRL.Model.KvCache;
using BitRL.Model.Transformer;

namespace BitRL.Model.Encoders;

/// <summary>
/// Runs pending texts through a backbone and pools them. A small model runs as several queues with one worker each, over disjoint texts; a large
/// one as a single queue with all workers (docs/decisions/0001). What comes out for a text does not depend on which. One thread at a time.
/// </summary>
internal sealed class BatchRunner : IDisposable
{
    /// <summary>From this many multiply-adds a token on, one matrix product is worth sharing among threads: some 0.1 ms.</summary>
    private const long LargeModelMultiplyAdds = 16_000_000;

    // Enough rows to amortise the reading of weights, few enough for the activations to stay in cache.
    private const int MaximumPassTokens = 512;

    private readonly Backbone _backbone;
    private readonly Pooling _pooling;
    private readonly Lane[] _lanes;
    private readonly WorkerTeam _team;
    private readonly float[] _probe;
    private PendingTexts _texts = null!;
    private PrefixStore? _prefixes;
    private float[] _pooled = [];
    private CancellationToken _cancellation;

    /// <summary>Opens the queues.</summary>
    /// <param name="backbone">Must outlive the runner.</param>
    /// <param name="pooling">How hidden states become features.</param>
    /// <param name="isLarge">One queue with all workers, rather than several with one each.</param>
    public BatchRunner(Backbone backbone, Pooling pooling, bool isLarge)
    {
        _backbone = backbone;
        _pooling = pooling;
        FeatureSize = FeatureSizeOf(backbone, pooling);
        int threads = backbone.Device.Descriptor.MaxQueues;
        _lanes = [.. Enumerable.Range(0, isLarge ? 1 : threads).Select(_ => new Lane(new GraphWorkspace(backbone, isLarge ? threads : 1, FeatureSize)))];
        _team = new WorkerTeam(_lanes.Length, RunLane);
        _probe = new float[backbone.Configuration.HiddenSize];
    }

    /// <summary>Width of a pooled row.</summary>
    public int FeatureSize { get; }

    /// <summary>The first queue with its activations, for work that is not shared; use it only between runs.</summary>
    public GraphWorkspace Workspace => _lanes[0].Workspace;

    /// <summary>Whether a model is large enough for one queue with all workers.</summary>
    public static bool IsLarge(Backbone backbone) => backbone.MultiplyAddsPerToken >= LargeModelMultiplyAdds;

    /// <summary>Width of a pooled row.</summary>
    public static int FeatureSizeOf(Backbone backbone, Pooling pooling) => backbone.Configuration.HiddenSize * (pooling == Pooling.Both ? 2 : 1);

    /// <summary>Makes what <see cref="Workspace"/> did visible to the other queues.</summary>
    public void Synchronize()
    {
        if (_lanes.Length > 1)
        {
            Workspace.Queue.Download(Workspace.Residual, 1, _probe);
        }
    }

    /// <summary>Runs texts [from, to).</summary>
    /// <param name="texts">All pending texts.</param>
    /// <param name="from">The first.</param>
    /// <param name="to">The one after the last.</param>
    /// <param name="prefixes">Where their prefixes lie.</param>
    /// <param name="pooled">[texts, FeatureSize]; rows [from, to) are overwritten.</param>
    /// <param name="cancellation">Checked between passes.</param>
    public void Run(PendingTexts texts, int from, int to, PrefixStore? prefixes, float[] pooled, CancellationToken cancellation)
    {
        _texts = texts;
        _prefixes = prefixes;
        _pooled = pooled;
        _cancellation = cancellation;
        int lanes = Math.Min(_lanes.Length, to - from);
        Share(from, to, lanes);
        _team.Run(lanes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _team.Dispose();
        foreach (Lane lane in _lanes)
        {
            lane.Workspace.Dispose();
        }
    }

    // Consecutive texts to each lane, so that each gets about the same number of tokens and at least one text.
    private void Share(int from, int to, int lanes)
    {
        Span<SequenceSpan> spans = _texts.Spans;
        int first = spans[from].FirstRow;
        int total = spans[to - 1].FirstRow + spans[to - 1].RowCount - first;
        int next = from;
        for (int i = 0; i < lanes; i++)
        {
            _lanes[i].From = next;
            long goal = first + ((long)total * (i + 1) / lanes);
            int last = to - (lanes - 1 - i);
            next++;
            while (next < last && spans[next].FirstRow + (spans[next].RowCount / 2) < goal)
            {
                next++;
            }

            _lanes[i].To = next = i == lanes - 1 ? to : next;
        }
    }

    private void RunLane(int index)
    {
        Lane lane = _lanes[index];
        Span<SequenceSpan> spans = _texts.Spans;
        int from = lane.From;
        while (from < lane.To)
        {
            _cancellation.ThrowIfCancellationRequested();
            int to = from + 1;
            int tokens = spans[from].RowCount;
            while (to < lane.To && tokens + spans[to].RowCount <= MaximumPassTokens)
            {
                tokens += spans[to++].RowCount;
            }

            RunPass(lane, from, to, tokens);
            from = to;
        }
    }

    private void RunPass(Lane lane, int from, int to, int tokens)
    {
        ReadOnlySpan<SequenceSpan> spans = _texts.Spans[from..to];
        int start = spans[0].FirstRow;
        Span<SequenceSpan> rebased = lane.Spans(spans.Length);
        for (int i = 0; i < spans.Length; i++)
        {
            rebased[i] = spans[i] with { FirstRow = spans[i].FirstRow - start };
        }

        var batch = new SequenceBatch { Tokens = _texts.Tokens(start, tokens), FieldOrdinals = _texts.Ordinals(start, tokens), Sequences = rebased };
        GraphWorkspace workspace = lane.Workspace;
        workspace.Reserve(tokens, spans.Length);
        TransformerGraph.Run(_backbone, workspace, batch, _prefixes);
        workspace.Queue.Pool(workspace.Batch, _pooling, workspace.Residual, workspace.Pooled);
        workspace.Queue.Download(workspace.Pooled, spans.Length, _pooled.AsSpan(from * FeatureSize, spans.Length * FeatureSize));
    }

    private sealed class Lane(GraphWorkspace workspace)
    {
        private SequenceSpan[] _spans = [];

        public GraphWorkspace Workspace => workspace;

        public int From { get; set; }

        public int To { get; set; }

        public Span<SequenceSpan> Spans(int count)
        {
            if (_spans.Length < count)
            {
                _spans = new SequenceSpan[Math.Max(count, _spans.Length * 2)];
            }

            return _spans.AsSpan(0, count);
        }
    }
}
