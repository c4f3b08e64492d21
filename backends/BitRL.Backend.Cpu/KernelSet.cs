namespace BitRL.Backend.Cpu;

/// <summary>One variant of all kernels. Immutable and thread-safe; kernels keep no state.</summary>
internal sealed record KernelSet
{
    /// <summary>Value of the setting <c>kernels</c>.</summary>
    public required string Name { get; init; }

    /// <summary>For people: "AVX-512 multiply".</summary>
    public required string Title { get; init; }

    /// <summary>What the processor must have, for the message that says it has not.</summary>
    public required string Needs { get; init; }

    /// <summary>Whether this processor can run it.</summary>
    public required bool IsSupported { get; init; }

    /// <summary>Higher is faster; the probe's score.</summary>
    public required int Score { get; init; }

    /// <summary>Products with ternary matrices.</summary>
    public required ITernaryKernel Ternary { get; init; }

    /// <summary>Products with float32 matrices.</summary>
    public required IDenseKernel Dense { get; init; }

    /// <summary>Operations on single rows.</summary>
    public required IRowKernels Rows { get; init; }

    /// <summary>Attention.</summary>
    public required IAttentionKernel Attention { get; init; }
}
