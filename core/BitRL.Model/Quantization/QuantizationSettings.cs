namespace BitRL.Model.Quantization;

/// <summary>How to quantise.</summary>
/// <param name="Target">What to.</param>
/// <param name="GroupSize">Inputs that share a scale with <see cref="QuantizationTarget.Int4"/>; the other targets ignore it.</param>
public sealed record QuantizationSettings(QuantizationTarget Target, int GroupSize = QuantizationSettings.DefaultGroupSize)
{
    /// <summary>The group of the torch-int4 backend unless it is told otherwise.</summary>
    public const int DefaultGroupSize = 64;

    /// <summary>Groups that can be had.</summary>
    public static IReadOnlyList<int> GroupSizes { get; } = [32, 64, 128];

    /// <summary>The target in a word, with the group where there is one: "int4-g64".</summary>
    public string Name => Target == QuantizationTarget.Int4 ? $"int4-g{GroupSize}" : Target.ToString().ToLowerInvariant();
}
