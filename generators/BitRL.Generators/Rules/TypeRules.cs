using BitRL.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BitRL.Generators.Rules;

/// <summary>Rules about the type as a whole.</summary>
internal static class TypeRules
{
    public static IEnumerable<Diagnostic> Check(INamedTypeSymbol type, IReadOnlyList<SchemaMember> members)
    {
        Location location = type.Locations.FirstOrDefault() ?? Location.None;
        if (type is not { IsRecord: true, TypeKind: TypeKind.Struct, IsFileLocal: false } || !IsPartial(type))
        {
            yield return Diagnostic.Create(SchemaDiagnostics.NotPartialRecordStruct, location, type.Name);
        }

        if (IsGenericOrInNonPartial(type))
        {
            yield return Diagnostic.Create(SchemaDiagnostics.GenericOrNestedInNonPartial, location, type.Name);
        }

        if (members.All(member => member.Field is null))
        {
            yield return Diagnostic.Create(SchemaDiagnostics.NoField, location, type.Name);
        }

        AttributeData? attribute = type.Attribute(ContractNames.SchemaAttribute);
        if (attribute?.ConstructorArguments.FirstOrDefault().Value is string title && !TextRules.IsPrintable(title))
        {
            yield return Diagnostic.Create(SchemaDiagnostics.ControlCharacter, attribute.Location() ?? location, type.Name);
        }
    }

    private static bool IsGenericOrInNonPartial(INamedTypeSymbol type)
    {
        if (type.IsGenericType)
        {
            return true;
        }

        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsGenericType || outer.IsFileLocal || !IsPartial(outer))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPartial(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.All(reference =>
        reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
