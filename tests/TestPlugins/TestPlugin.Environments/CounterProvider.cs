using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Contracts.Plugins;

namespace TestPlugin.Environments;

internal sealed class CounterProvider(Fault fault, string? id = null) : IEnvironmentProvider
{
    public const int MaxSteps = 40;
    public const int MaxTextBytes = 16;

    private int _made;

    public EnvironmentDescriptor Descriptor => Describe("0123456789abcdef");

    public IReadOnlyList<SettingDescriptor> Settings { get; } = fault == Fault.TwoNamedAlike
        ? [new("start", "0", "Where to begin."), new("start", "0", "Where to begin.")]
        : [new("start", "0", "Where to begin.")];

    public IVectorEnvironment Create(EnvironmentOptions options)
    {
        _made++;
        string hash = fault switch
        {
            Fault.ChangingHash => $"{_made:x16}",
            Fault.ShortHash => "0123",
            _ => "0123456789abcdef",
        };
        int start = int.TryParse(options.Settings.GetValueOrDefault("start", "0"), out int number) && number is >= 0 and < 100
            ? number
            : throw new ArgumentException($"start is {options.Settings["start"]}; give 0 to 99", nameof(options));
        int count = fault == Fault.OneCopyOnly ? 1 : options.Count;
        return fault is Fault.TooFewNames or Fault.None
            ? new NamedCounter(Describe(hash), count, fault, start)
            : new CounterEnvironment(Describe(hash), count, fault, start);
    }

    private EnvironmentDescriptor Describe(string hash) => new()
    {
        Id = id ?? (fault == Fault.None ? "Sound-v0" : $"{fault}-v0"),
        Description = "Counts",
        Actions = fault is Fault.Box or Fault.BoundRefused ? ActionSpace.Box([-1, -1], [1, 1]) : ActionSpace.Discrete(2),
        Schema = new ObservationSchema("Counter", [], TextStyles.Compact, hash, MaxTextBytes, MaxTextBytes)
        {
            Prefixes = [ReadOnlyMemory<byte>.Empty, "Counter\n"u8.ToArray(), ReadOnlyMemory<byte>.Empty],
        },
        ObservationSize = 2,
        MaxEpisodeSteps = MaxSteps,
    };
}
