namespace BitRL.Cli.Benchmarks.Profiling;

/// <summary>Kinds of work that a queue does.</summary>
internal enum QueueOperation
{
    /// <summary>Products with ternary matrices.</summary>
    Ternary,

    /// <summary>Products with dense matrices.</summary>
    Dense,

    /// <summary>Norms, with or without quantisation.</summary>
    Norm,

    /// <summary>Rotation of queries and keys.</summary>
    Rope,

    /// <summary>Attention.</summary>
    Attention,

    /// <summary>Gates.</summary>
    Gate,

    /// <summary>Embedding.</summary>
    Embed,

    /// <summary>Pooling, copies, and what crosses to the device and back.</summary>
    Transfer,
}
