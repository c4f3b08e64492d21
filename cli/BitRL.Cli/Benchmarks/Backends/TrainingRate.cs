using BitRL.Agent.Configuration;
using BitRL.Agent.Training;

namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>
/// Steps of training a second, from one update to a later one, so that whole rounds of collecting and learning are counted. The first round warms up. Nothing is
/// written.
/// </summary>
internal sealed class TrainingRate : RunObserver, IDisposable
{
    // The run ends by being stopped.
    private const long Endless = 1L << 40;

    private readonly TimeProvider _time;
    private readonly TimeSpan _duration;
    private readonly TimeSpan _patience;
    private readonly CancellationTokenSource _stop;
    private long _begun;
    private (long Moment, long Steps)? _first;
    private (long Moment, long Steps)? _last;

    private TrainingRate(TimeProvider time, TimeSpan duration, TimeSpan patience, CancellationToken cancellation)
    {
        _time = time;
        _duration = duration;
        _patience = patience;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>Trains for a while.</summary>
    /// <param name="configuration">What to train.</param>
    /// <param name="components">Its opened parts.</param>
    /// <param name="duration">How long after the first update, at least one more update.</param>
    /// <param name="patience">When to give up.</param>
    /// <param name="cancellation">Stops early.</param>
    /// <returns>Steps a second; null where the patience did not last for two updates.</returns>
    public static async Task<double?> MeasureAsync(RunConfiguration configuration, RunComponents components, TimeSpan duration, TimeSpan patience, CancellationToken cancellation)
    {
        using var rate = new TrainingRate(components.Time, duration, patience, cancellation);
        using var run = TrainingRun.Create(configuration with { Steps = Endless, EvaluationInterval = 0 }, components, folder: null);
        try
        {
            await run.RunAsync(rate, rate._stop.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // As intended.
        }

        return rate is { _first: { } first, _last: { } last } ? (last.Steps - first.Steps) / rate._time.GetElapsedTime(first.Moment, last.Moment).TotalSeconds : null;
    }

    /// <inheritdoc/>
    public override void OnStart(in RunProgress start) => _begun = _time.GetTimestamp();

    /// <inheritdoc/>
    public override void OnUpdate(in RunProgress progress, IReadOnlyList<KeyValuePair<string, double>> figures)
    {
        var now = (_time.GetTimestamp(), progress.Steps);
        if (_first is not { } first)
        {
            _first = now;
            return;
        }

        _last = now;
        if (_time.GetElapsedTime(first.Moment, now.Item1) >= _duration)
        {
            _stop.Cancel();
        }
    }

    /// <inheritdoc/>
    public override void OnProgress(in RunProgress progress)
    {
        if (_time.GetElapsedTime(_begun) >= _patience)
        {
            _stop.Cancel();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
