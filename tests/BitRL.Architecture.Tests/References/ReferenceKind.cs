namespace BitRL.Architecture.Tests.References;

/// <summary>How one thing depends on another.</summary>
internal enum ReferenceKind
{
    /// <summary>Compiles against another project.</summary>
    Project,

    /// <summary>Has another project built first and copies its output, but does not compile against it.</summary>
    BuildOrder,

    /// <summary>Has another project as analyzer or generator.</summary>
    Analyzer,

    /// <summary>Uses a package.</summary>
    Package,
}
