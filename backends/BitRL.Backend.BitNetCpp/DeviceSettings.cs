using System.Collections.Immutable;
using System.Globalization;
using BitRL.Contracts.Plugins;

namespace BitRL.Backend.BitNetCpp;

/// <summary>The backend's own settings.</summary>
internal sealed record DeviceSettings
{
    /// <summary>The name that stands for "the best of them".</summary>
    public const string Auto = "auto";

    private const int DefaultSpinMicroseconds = 50;
    private const int MostSpinMicroseconds = 100_000;
    private static readonly string[] MethodNames = [Auto, "multiply", "table"];
    private static readonly string[] WeightNames = ["packed", "mapped"];
    private static readonly string[] Switches = ["off", "on"];

    /// <summary>What a user may set.</summary>
    public static ImmutableArray<SettingDescriptor> Declared { get; } =
    [
        new("kernels", Auto, $"Which kernels to run: {Auto} takes the fastest that this processor has and that pass their self-test; avx512, avx2, dotprod, neon or scalar force one."),
        new("method", Auto, $"How to multiply with ternary matrices: {Auto} takes the faster way for each shape as measured once on this machine; multiply or table force one."),
        new("weights", WeightNames[0], "packed copies ternary weights into the fastest layout, at the cost of its memory; mapped reads the file's own bytes in place."),
        new("pin", Switches[0], "on binds each worker thread to a processor of its own; for machines that do nothing else."),
        new("spin-us", DefaultSpinMicroseconds.ToString(CultureInfo.InvariantCulture), $"Microseconds that a worker looks for work before it sleeps, 0 to {MostSpinMicroseconds}."),
    ];

    /// <summary>A variant's name, or <see cref="Auto"/>.</summary>
    public required string Kernels { get; init; }

    /// <summary><c>bitrl_method</c>.</summary>
    public required int Method { get; init; }

    /// <summary>Whether weights are used in place.</summary>
    public required bool IsMapped { get; init; }

    /// <summary>Whether workers are bound to processors.</summary>
    public required bool IsPinned { get; init; }

    /// <summary>How long workers look for work before they sleep.</summary>
    public required int SpinMicroseconds { get; init; }

    /// <summary>The method in words.</summary>
    public string MethodName => MethodNames[Method];

    /// <summary>Reads them.</summary>
    /// <exception cref="ArgumentException">A value that does not exist.</exception>
    public static DeviceSettings Parse(ImmutableDictionary<string, string> values)
    {
        string Value(string name) => values.GetValueOrDefault(name, Declared.First(setting => setting.Name == name).DefaultValue);
        int Choice(string name, string[] names)
        {
            int index = Array.FindIndex(names, known => string.Equals(known, Value(name), StringComparison.OrdinalIgnoreCase));
            return index >= 0 ? index : throw new ArgumentException($"backend.{name} cannot be '{Value(name)}'; use one of {string.Join(", ", names)}", nameof(values));
        }

        string spin = Value("spin-us");
        bool isNumber = int.TryParse(spin, NumberStyles.None, CultureInfo.InvariantCulture, out int microseconds);
        return new DeviceSettings
        {
            Kernels = Value("kernels"),
            Method = Choice("method", MethodNames),
            IsMapped = Choice("weights", WeightNames) == 1,
            IsPinned = Choice("pin", Switches) == 1,
            SpinMicroseconds = isNumber && microseconds <= MostSpinMicroseconds
                ? microseconds
                : throw new ArgumentException($"backend.spin-us cannot be '{spin}'; give a whole number from 0 to {MostSpinMicroseconds}", nameof(values)),
        };
    }
}
