using BitRL.Cli.Rendering;

namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>One thing that is measured of a backend: the columns of <c>bitrl bench compare</c>, and the keys of its JSON.</summary>
/// <param name="Key">In JSON.</param>
/// <param name="Words">In full.</param>
/// <param name="Title">In the table, with the unit.</param>
/// <param name="Direction">Which way it is better.</param>
internal sealed record Figure(string Key, string Words, string Title, FigureDirection Direction)
{
    private const string Tail = "p99";

    /// <summary>What the paper claims of 1-bit weights against FP16 on its board; nothing that we measured.</summary>
    public double? Claimed { get; init; }

    /// <summary>What the table says where nothing of it was measured because the machine cannot; null where only a backend can be at fault.</summary>
    public string? Lack { get; init; }

    /// <summary>Whether the table has room for its ratio; JSON has all of them.</summary>
    public bool ShowsRatio => Direction != FigureDirection.Neither && !IsTail;

    /// <summary>Whether it is the 99th percentile of the figure before it.</summary>
    public bool IsTail => Title == Tail;

    /// <summary>The matrices of the blocks as the backend holds them, MiB.</summary>
    public static Figure Weights { get; } = new("weights_mb", "memory of the weights", "weights MiB", FigureDirection.Less);

    /// <summary>Most memory that the process ever held, MiB.</summary>
    public static Figure PeakMemory { get; } = new("peak_memory_mb", "peak memory of the process", "peak MiB", FigureDirection.Less) { Claimed = 6.2 };

    /// <summary>Median milliseconds from a state to its action, every token run.</summary>
    public static Figure ColdMedian { get; } = new("ms_cold_p50", "time a state, cold", "cold ms", FigureDirection.Less) { Claimed = 12.6 };

    /// <summary>The same, 99th percentile.</summary>
    public static Figure ColdTail { get; } = new("ms_cold_p99", "99th percentile, cold", Tail, FigureDirection.Less);

    /// <summary>Median milliseconds with the static and the per-episode part cached.</summary>
    public static Figure PrefixMedian { get; } = new("ms_prefix_cached_p50", "time a state, prefix cached", "prefix ms", FigureDirection.Less);

    /// <summary>The same, 99th percentile.</summary>
    public static Figure PrefixTail { get; } = new("ms_prefix_cached_p99", "99th percentile, prefix cached", Tail, FigureDirection.Less);

    /// <summary>Median milliseconds for a state that is remembered.</summary>
    public static Figure MemoMedian { get; } = new("ms_memo_p50", "time a state, remembered", "memo ms", FigureDirection.Less);

    /// <summary>The same, 99th percentile.</summary>
    public static Figure MemoTail { get; } = new("ms_memo_p99", "99th percentile, remembered", Tail, FigureDirection.Less);

    /// <summary>States a second, a batch at a time, prefixes cached, nothing remembered.</summary>
    public static Figure States { get; } = new("states_per_second", "states a second, in batches", "states/s", FigureDirection.More);

    /// <summary>Environment steps of training a second, updates included, nothing remembered.</summary>
    public static Figure Training { get; } = new("training_steps_per_second", "training steps a second", "train/s", FigureDirection.More);

    /// <summary>Joules of the processor's packages for 1,000 states of a batch.</summary>
    public static Figure Energy { get; } = new("joules_per_1000_states", "energy a state", "J/1000", FigureDirection.Less) { Claimed = 4.3, Lack = "no meter" };

    /// <summary>The processor's hottest sensor after the batches, °C.</summary>
    public static Figure Temperature { get; } = new("celsius", "temperature", "°C", FigureDirection.Neither) { Lack = "no sensor" };

    /// <summary>All, in the order in which they are shown.</summary>
    public static IReadOnlyList<Figure> All { get; } =
        [Weights, PeakMemory, ColdMedian, ColdTail, PrefixMedian, PrefixTail, MemoMedian, MemoTail, States, Training, Energy, Temperature];

    /// <summary>A value for people: three significant digits.</summary>
    public static string Show(double value) => Numbers.Significant(value, 3);

    /// <summary>A ratio for people: three significant digits, but no fewer than the whole number.</summary>
    public static string ShowRatio(double ratio) => Numbers.Fixed(ratio, ratio switch
    {
        >= 100 => 0,
        >= 10 => 1,
        _ => 2,
    });

    /// <summary>How many times as good as a baseline a value is; NaN where that means nothing.</summary>
    public double Ratio(double value, double baseline)
    {
        double ratio = Direction switch
        {
            FigureDirection.Less => baseline / value,
            FigureDirection.More => value / baseline,
            _ => double.NaN,
        };
        return double.IsFinite(ratio) && ratio > 0 ? ratio : double.NaN;
    }
}
