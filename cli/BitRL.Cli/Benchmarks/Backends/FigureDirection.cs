namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>Which way a figure is better.</summary>
internal enum FigureDirection
{
    /// <summary>A cost.</summary>
    Less,

    /// <summary>A rate.</summary>
    More,

    /// <summary>A circumstance: no ratio means anything.</summary>
    Neither,
}
