using System.Collections.Immutable;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Torch;

/// <summary>One of the backends of this plugin.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Title">The format in words.</param>
/// <param name="Weights">How weights are stored.</param>
internal sealed record TorchPrecision(string Name, string Title, NumberFormat Weights)
{
    /// <summary>All of them, widest first.</summary>
    public static ImmutableArray<TorchPrecision> All { get; } =
    [
        new("torch-fp32", "FP32", NumberFormat.Float32),
        new("torch-fp16", "FP16", NumberFormat.Float16),
        new("torch-bf16", "BF16", NumberFormat.BFloat16),
        new("torch-int8", "INT8", NumberFormat.Int8),
        new("torch-int4", "INT4", NumberFormat.Int4),
    ];

    /// <summary>Whether products can run in the format itself rather than after widening.</summary>
    public bool IsHalf => Weights is NumberFormat.Float16 or NumberFormat.BFloat16;
}
