using System.Collections.Immutable;
using BitRL.Agent.Configuration;
using BitRL.Agent.Training;
using BitRL.Cli.Benchmarks.Meters;
using BitRL.Cli.Composition;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>Measures one backend in this process: a row of <c>bitrl bench compare</c>.</summary>
/// <param name="plugins">Where the parts come from.</param>
/// <param name="configuration">Environment, encoder, trainer, threads.</param>
/// <param name="duration">How long to measure each figure, more or less.</param>
/// <param name="energy">Read around the batches.</param>
/// <param name="temperature">Read after them.</param>
/// <param name="time">Stopwatch.</param>
internal sealed class BackendBenchmark(InstalledPlugins plugins, RunConfiguration configuration, TimeSpan duration, EnergyMeter energy, TemperatureSensor temperature, TimeProvider time)
{
    // Training is measured for longer than a figure of the encoder: an update is as long as thousands of states.
    private const int TrainingShare = 2;
    private const int TrainingPatience = 30;

    private const int RememberedStates = 8;
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, double> _values = [];
    private readonly Dictionary<string, string> _missing = [];
    private readonly LatencySampler _sampler = new(time, duration);

    /// <summary>Measures everything once; used once.</summary>
    public async Task<BackendFigures> MeasureAsync(CancellationToken cancellation)
    {
        var provider = plugins.Host.Environment(configuration.Environment);
        await using var subject = BackendSubject.Open(plugins, provider.Descriptor, configuration);
        var encoder = subject.Encoder;
        var states = StateSample.Take(provider, configuration, encoder.Descriptor.Style, cancellation);
        var trainer = plugins.Host.Trainer(configuration.Trainer);
        using var maker = new DecisionMaker(provider.Descriptor, configuration, trainer, encoder.Descriptor.FeatureSize, states.HasCandidates);
        Keep(Figure.Weights, subject.WeightMegabytes(), "it has no model");

        await MeasureSinglesAsync(maker, encoder, states.Whole, Figure.ColdMedian, Figure.ColdTail, cancellation);
        double coldTokens = await TokensAsync(encoder, states.Whole[0], cancellation);
        await MeasurePrefixAsync(maker, encoder, states, cancellation);
        double prefixTokens = await TokensAsync(encoder, states.Single[0], cancellation);
        await MeasureBatchesAsync(maker, encoder, states, cancellation);
        await MeasureMemoAsync(maker, subject, states, cancellation);
        await MeasureTrainingAsync(provider, subject, cancellation);
        Keep(Figure.PeakMemory, PeakMemory.Megabytes);
        return new BackendFigures
        {
            Backend = configuration.Encoder.Backend,
            Model = subject.Model,
            Device = subject.Device,
            Batch = configuration.EnvironmentCount,
            Acts = maker.Acts,
            ColdTokens = coldTokens,
            PrefixTokens = prefixTokens,
            Values = _values,
            Missing = _missing,
        };
    }

    /// <summary>States a second with what energy and heat they take, while the processor is busy with nothing else of ours.</summary>
    private async Task MeasureBatchesAsync(DecisionMaker maker, IStateEncoder encoder, StateSample states, CancellationToken cancellation)
    {
        await _sampler.WarmUpAsync(call => maker.DecideAsync(encoder, states.Batch[call % states.Batch.Length], cancellation), cancellation);
        var before = energy.Read();
        long count = 0;
        long begun = time.GetTimestamp();
        for (int call = 0; call == 0 || time.GetElapsedTime(begun) < duration; call++)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = states.Batch[call % states.Batch.Length];
            await maker.DecideAsync(encoder, batch, cancellation);
            count += batch.Count;
        }

        double seconds = time.GetElapsedTime(begun).TotalSeconds;
        Keep(Figure.Energy, energy.Joules(before, energy.Read()) * 1000 / count, energy.Missing ?? "the meter stopped answering");
        Keep(Figure.Temperature, temperature.Celsius(), temperature.Missing ?? "the sensor stopped answering");
        Keep(Figure.States, count / seconds);
    }

    private async Task MeasurePrefixAsync(DecisionMaker maker, IStateEncoder encoder, StateSample states, CancellationToken cancellation)
    {
        if (encoder.Descriptor.ReadsText)
        {
            await MeasureSinglesAsync(maker, encoder, states.Single, Figure.PrefixMedian, Figure.PrefixTail, cancellation);
            return;
        }

        Keep(Figure.PrefixMedian, double.NaN, "it reads no text");
        Keep(Figure.PrefixTail, double.NaN, "it reads no text");
    }

    private async Task MeasureMemoAsync(DecisionMaker maker, BackendSubject subject, StateSample states, CancellationToken cancellation)
    {
        await using var remembering = subject.OpenRemembering();
        if (remembering is not null)
        {
            // Each is encoded once before, which a large model takes long for.
            var few = states.Single[..RememberedStates];
            foreach (var state in few)
            {
                await maker.DecideAsync(remembering, state, cancellation);
            }

            await MeasureSinglesAsync(maker, remembering, few, Figure.MemoMedian, Figure.MemoTail, cancellation);
            return;
        }

        Keep(Figure.MemoMedian, double.NaN, "it remembers nothing");
        Keep(Figure.MemoTail, double.NaN, "it remembers nothing");
    }

    private async Task MeasureSinglesAsync(DecisionMaker maker, IStateEncoder encoder, ImmutableArray<ObservationBatch> states, Figure median, Figure tail, CancellationToken cancellation)
    {
        var measured = await _sampler.MeasureAsync(call => maker.DecideAsync(encoder, states[call % states.Length], cancellation), cancellation);
        Keep(median, measured.Median);
        Keep(tail, measured.Tail);
    }

    private async Task MeasureTrainingAsync(IEnvironmentProvider provider, BackendSubject subject, CancellationToken cancellation)
    {
        await using var critic = configuration.CriticEncoder is { } different
            ? new EncoderOpener(plugins, provider.Descriptor, configuration with { MemoBytes = 0 }, configuration.Threads).Open(different)
            : null;
        var components = new RunComponents
        {
            Environment = provider,
            PolicyEncoder = subject.Encoder,
            ValueEncoder = critic?.Encoder,
            Trainer = plugins.Host.Trainer(configuration.Trainer),
            Time = time,
        };
        var patience = duration * TrainingPatience > LeastPatience ? duration * TrainingPatience : LeastPatience;
        double? rate = await TrainingRate.MeasureAsync(configuration, components, duration * TrainingShare, patience, cancellation);
        Keep(Figure.Training, rate ?? double.NaN, $"there were no two updates within {patience.TotalSeconds:0} s; give --seconds more, or --set trainer.rollout a smaller number");
    }

    private static async Task<double> TokensAsync(IStateEncoder encoder, ObservationBatch state, CancellationToken cancellation)
    {
        long before = encoder.Statistics.Tokens;
        await encoder.EncodeAsync(state, new float[encoder.Descriptor.FeatureSize], cancellation);
        return encoder.Statistics.Tokens - before;
    }

    private void Keep(Figure figure, double value, string otherwise = "it was not measured")
    {
        if (double.IsFinite(value))
        {
            _values[figure.Key] = value;
        }
        else
        {
            _missing[figure.Key] = otherwise;
        }
    }
}
