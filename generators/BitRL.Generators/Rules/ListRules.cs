using BitRL.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace BitRL.Generators.Rules;

/// <summary>Rules about lists and their items.</summary>
internal static class ListRules
{
    /// <summary>More than any state needs, and few enough that no product of bounds overflows.</summary>
    private const int MostItems = 1024;

    public static IEnumerable<Diagnostic> Check(SchemaMember list, SchemaMember item)
    {
        if (list.MaxItems is not (>= 1 and <= MostItems))
        {
            yield return Diagnostic.Create(SchemaDiagnostics.UnboundedList, list.FieldLocation, list.Symbol.Name, list.MaxItems);
        }

        IEnumerable<Diagnostic>? found = item.Kind == FieldKind.Record && IsReadable((INamedTypeSymbol)item.Type) ? [] : FieldRules.Values(item);
        foreach (Diagnostic diagnostic in found ?? [FieldRules.Refusal(SchemaDiagnostics.UnsupportedItem, item)])
        {
            yield return diagnostic;
        }
    }

    /// <summary>
    /// Whether emitted code of another type can print a record: it reads the members itself. What is wrong with the record as a schema is
    /// reported where the record is.
    /// </summary>
    private static bool IsReadable(INamedTypeSymbol record)
    {
        SchemaMember[] fields = [.. SchemaMember.Of(record).Where(member => member.Field is not null)];
        return record is { TypeKind: TypeKind.Struct, IsFileLocal: false, IsGenericType: false }
            && record.DeclaringSyntaxReferences.Length > 0
            && fields.Length > 0
            && fields.All(field => field.Symbol is { IsStatic: false, DeclaredAccessibility: not Accessibility.Private }
                && FieldRules.Values(field) is { } found
                && found.All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error));
    }
}
