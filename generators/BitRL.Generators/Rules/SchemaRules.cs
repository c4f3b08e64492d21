using BitRL.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace BitRL.Generators.Rules;

/// <summary>What a schema type must keep to. The analyzer reports it; the parser declines a type with an error.</summary>
internal static class SchemaRules
{
    /// <summary>Everything that is wrong with a type that carries [ObservationSchema]: first the type, then its members in declaration order.</summary>
    public static IEnumerable<Diagnostic> Check(INamedTypeSymbol type)
    {
        IReadOnlyList<SchemaMember> members = SchemaMember.Of(type);
        return [.. TypeRules.Check(type, members), .. members.SelectMany(FieldRules.Check), .. OrderRules.Check(members)];
    }
}
