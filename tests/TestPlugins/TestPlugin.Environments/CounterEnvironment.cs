using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace TestPlugin.Environments;

/// <summary>Counts up by one or two, with a little noise from the seed, until the limit; with one thing wrong.</summary>
internal class CounterEnvironment(EnvironmentDescriptor descriptor, int count, Fault fault, int start)
    : IVectorEnvironment, IDrawableEnvironment, IReplayableEnvironment, IEpisodeMeasures, IEpisodeKinds
{
    private static int _unseeded;

    private readonly int[] _counts = new int[count];
    private readonly int[] _noise = new int[count];
    private readonly int[] _steps = new int[count];
    private readonly WastefulWorker? _worker = fault == Fault.AllocatesElsewhere ? new WastefulWorker() : null;
    private int _shared;
    private int _readings;
    private byte[]? _garbage;

    public EnvironmentDescriptor Descriptor { get; } = descriptor;

    public int Count => _counts.Length;

    public double SecondsPerStep => 0;

    public ImmutableArray<string> Measures => ["score"];

    public ImmutableArray<string> Kinds => ["counting"];

    public ImmutableArray<ReplayQuantity> ReplayQuantities { get; } =
    [
        new("n", 0, 0) { FreeRunningSteps = 5 },
        new("text", 0, 0),
        new("unused", 0, 0),
    ];

    public void Reset(ReadOnlySpan<int> indices, ReadOnlySpan<ulong> seeds)
    {
        for (int k = 0; k < indices.Length; k++)
        {
            int i = indices[k];
            _counts[i] = start;
            _steps[i] = 0;
            _noise[i] = (int)(seeds[k] % 100);
            if (fault == Fault.ResetsOthers)
            {
                _noise.AsSpan().Fill(_noise[i]);
            }
        }
    }

    public void Step(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        if (fault == Fault.RefusalMoves)
        {
            _counts[0]++;
        }

        Check(actions, results);
        _worker?.Waste();
        for (int i = 0; i < Count; i++)
        {
            Move(i, Descriptor.Actions.IsDiscrete ? (int)actions[i] : actions[2 * i] > 0 ? 1 : 0);
            int limit = fault switch
            {
                Fault.NeverTruncated => int.MaxValue,
                Fault.TruncatedEarly => CounterProvider.MaxSteps - 1,
                _ => CounterProvider.MaxSteps,
            };
            double reward = fault == Fault.InfiniteReward && _steps[i] == 7 ? double.PositiveInfinity : 1;
            results[i] = new StepResult(reward, Terminated: false, Truncated: _steps[i] >= limit);
        }
    }

    public void CopyObservations(Span<float> destination)
    {
        for (int i = 0; i < Count; i++)
        {
            destination[2 * i] = fault == Fault.NanObservation && _steps[i] == 5 ? float.NaN : _counts[i];
            if (fault != Fault.UnwrittenObservation)
            {
                destination[(2 * i) + 1] = fault == Fault.UnsteadyReading ? ++_readings : _noise[i];
            }
        }
    }

    public int WriteEpisode(int index, TextStyle style, Span<byte> destination)
    {
        destination[0] = (byte)'s';
        destination[1] = (byte)'=';
        destination[2] = (byte)('0' + (fault == Fault.EpisodeTextChanges ? _counts[index] % 10 : 0));
        destination[3] = (byte)'\n';
        return 4;
    }

    public int WriteStep(int index, TextStyle style, Span<byte> destination)
    {
        if (fault == Fault.TextNotUtf8)
        {
            destination[0] = 0xFF;
            destination[1] = (byte)'\n';
            return 2;
        }

        string text = fault switch
        {
            Fault.TextTooLong when _counts[index] > 20 => $"n={_counts[index]} and much more\n",
            Fault.TextWithoutLineFeed => $"n={_counts[index]}",
            _ => "",
        };
        if (text.Length > 0)
        {
            return Encoding.UTF8.GetBytes(text, destination);
        }

        if (fault == Fault.Allocates)
        {
            Volatile.Write(ref _garbage, new byte[24]); // kept: what nobody sees, the compiler may leave out
        }

        // Without the strings of the others: three digits, since allocation is judged too.
        destination[0] = (byte)'n';
        destination[1] = (byte)'=';
        destination[2] = (byte)('0' + (_counts[index] / 100 % 10));
        destination[3] = (byte)('0' + (_counts[index] / 10 % 10));
        destination[4] = (byte)('0' + (_counts[index] % 10));
        destination[5] = (byte)'\n';
        return 6;
    }

    public void Draw(int index, ISceneWriter scene)
    {
        scene.View(0, 0, 10, 5);
        scene.Circle(fault == Fault.NanDrawing ? double.NaN : 5, 2, 1, SceneColor.Red);
    }

    public void CopyMeasures(int index, Span<double> destination) => destination[0] = fault == Fault.MeasuresNan ? double.NaN : 1;

    public int KindOf(int index) => fault == Fault.UnknownKind ? 1 : 0;

    public IReadOnlyList<IRecordedEpisode> ReadRecording(ReadOnlySpan<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line.ToArray());
            JsonElement root = document.RootElement;
            return root.TryGetProperty("actions", out JsonElement actions)
                ? [new CounterEpisode(this, [.. actions.EnumerateArray().Select(a => a.GetInt32())], [.. root.GetProperty("n").EnumerateArray().Select(n => n.GetDouble())], root.TryGetProperty("every_state", out _))]
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    public void Dispose() => _worker?.Dispose();

    internal void Put(int number) => _counts[0] = number;

    internal void Replay(int action, double recorded, IReplayComparison comparison)
    {
        Move(0, action);
        comparison.Compare(fault == Fault.ReplaysUndeclared ? "m" : "n", [recorded], [_counts[0] + (fault == Fault.ReplaysWrong ? 0.001 : 0)]);
        comparison.Compare("text", $"n={recorded}", $"n={_counts[0]}");
    }

    private void Move(int i, int action)
    {
        _steps[i]++;
        _counts[i] += 1 + action;
        _noise[i] = fault switch
        {
            Fault.UnseededRandom => ++_unseeded % 1000,
            Fault.SharedRandom => ++_shared % 1000,
            _ => _noise[i],
        };
        if (fault == Fault.Throws && _steps[i] == 9)
        {
            throw new InvalidOperationException("the counter is stuck");
        }
    }

    private void Check(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        if (actions.Length != Count * Descriptor.Actions.Size || results.Length != Count)
        {
            throw new ArgumentException($"{actions.Length} numbers and {results.Length} results for {Count} copies", nameof(actions));
        }

        foreach (float action in actions)
        {
            bool isBox = !Descriptor.Actions.IsDiscrete;
            bool isFine = isBox ? !float.IsNaN(action) && (fault != Fault.BoundRefused || action < 1) : action is 0 or 1;
            if ((!isFine && fault != Fault.NanTaken) || (fault == Fault.ChoiceRefused && action == 1))
            {
                throw new ArgumentException($"the action {action} cannot be taken", nameof(actions));
            }
        }
    }
}
