namespace BitRL.Contracts.Backends;

/// <summary>The function on the gate of a gated feed-forward layer.</summary>
public enum GateActivation
{
    /// <summary>max(0, x)² (BitNet b1.58 2B-4T).</summary>
    SquaredRelu,

    /// <summary>x / (1 + e^−x) (the older <c>bitnet</c> architecture).</summary>
    Silu,
}
