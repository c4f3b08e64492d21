using System.IO.Enumeration;

namespace BitRL.Architecture.Tests.References;

/// <summary>What a project may reference, and why no more. Patterns know * and ?.</summary>
/// <param name="Projects">Whom the rule is for.</param>
/// <param name="Because">Completes "X may not reference Y, because …".</param>
internal sealed record ReferenceRule(string Projects, string Because)
{
    public string[] Compile { get; init; } = [];

    public string[] BuildOrder { get; init; } = [];

    public string[] Analyzers { get; init; } = [];

    public string[] Packages { get; init; } = [];

    public bool IsFor(string project) => FileSystemName.MatchesSimpleExpression(Projects, project, ignoreCase: false);

    public bool Allows(ReferenceKind kind, string target) => (kind switch
    {
        ReferenceKind.Project => Compile,
        ReferenceKind.BuildOrder => BuildOrder,
        ReferenceKind.Analyzer => Analyzers,
        _ => Packages,
    }).Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, target, ignoreCase: false));
}
