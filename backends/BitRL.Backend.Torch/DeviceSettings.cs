using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Intrinsics.X86;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Plugins;

namespace BitRL.Backend.Torch;

/// <summary>The backend's own settings.</summary>
internal sealed record DeviceSettings
{
    private const string Auto = "auto";
    private const string Cuda = "cuda";
    private const string Native = "native";
    private const int DefaultGroup = 64;
    private static readonly string[] DeviceNames = [Auto, "cpu", Cuda];
    private static readonly string[] ProductNames = [Auto, Native, "widen"];
    private static readonly string[] GroupSizes = ["32", "64", "128"];

    /// <summary>Whether it runs on the first CUDA device.</summary>
    public required bool IsCuda { get; init; }

    /// <summary>Inputs that share a scale, for INT4.</summary>
    public required int GroupSize { get; init; }

    /// <summary>Whether half-precision products run in their own format; otherwise weights are widened to FP32 in chunks and summed there.</summary>
    public required bool IsNative { get; init; }

    /// <summary>What a user may set.</summary>
    public static ImmutableArray<SettingDescriptor> Declared(TorchPrecision precision)
    {
        ImmutableArray<SettingDescriptor> settings =
            [new("device", Auto, "Where to run: cpu, cuda (needs libtorch's CUDA build), or auto, which takes cuda where it is.")];
        if (precision.IsHalf)
        {
            settings = settings.Add(new("product", Auto, $"How {precision.Title} products run: native in the format itself, widen after widening chunks of weights to FP32, or auto, which takes native where the hardware has it."));
        }

        return precision.Weights == NumberFormat.Int4
            ? settings.Add(new("group", DefaultGroup.ToString(CultureInfo.InvariantCulture), $"Inputs of an output that share a scale: {string.Join(", ", GroupSizes)}."))
            : settings;
    }

    /// <summary>Reads them.</summary>
    /// <exception cref="ArgumentException">A value that does not exist.</exception>
    /// <exception cref="BackendUnavailableException">CUDA was asked for and is not here.</exception>
    public static DeviceSettings Parse(TorchPrecision precision, ImmutableDictionary<string, string> values)
    {
        string Choice(string name, string fallback, string[] names)
        {
            string value = values.GetValueOrDefault(name, fallback);
            return names.FirstOrDefault(known => string.Equals(known, value, StringComparison.OrdinalIgnoreCase))
                ?? throw new ArgumentException($"backend.{name} cannot be '{value}'; use one of {string.Join(", ", names)}", nameof(values));
        }

        string device = Choice("device", Auto, DeviceNames);
        bool isCuda = device != "cpu" && LibTorch.HasCuda;
        if (device == Cuda && !isCuda)
        {
            throw new BackendUnavailableException("libtorch sees no CUDA device: this build restores libtorch for the CPU (docs/backends.md says how to give it the CUDA build); set backend.device=cpu");
        }

        string product = Choice("product", Auto, ProductNames);
        int group = int.Parse(Choice("group", DefaultGroup.ToString(CultureInfo.InvariantCulture), GroupSizes), CultureInfo.InvariantCulture);
        return new DeviceSettings
        {
            IsCuda = isCuda,
            GroupSize = precision.Weights == NumberFormat.Int4 ? group : 0,
            IsNative = precision.IsHalf && (product == Auto ? isCuda || HasInstructions(precision.Weights) : product == Native),
        };
    }

    // Leaf 7 of CPUID: AVX512_BF16 is bit 5 of EAX of subleaf 1, AVX512_FP16 is bit 23 of EDX of subleaf 0. Without them libtorch's own half-precision
    // products are several times slower than FP32 ones (docs/decisions/0015).
    private static bool HasInstructions(NumberFormat format) =>
        Avx512F.IsSupported
        && (format == NumberFormat.BFloat16 ? (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0 : (X86Base.CpuId(7, 0).Edx & (1 << 23)) != 0);
}
