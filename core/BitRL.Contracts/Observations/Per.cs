namespace BitRL.Contracts.Observations;

/// <summary>How often a field changes. Text that changes rarely is written first, so that its KV cache can be kept.</summary>
public enum Per
{
    /// <summary>At every environment step (the default).</summary>
    Step,

    /// <summary>Only at a reset.</summary>
    Episode,
}
