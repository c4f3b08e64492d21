using Microsoft.CodeAnalysis;

namespace BitRL.Generators.Parsing;

/// <summary>Which types a field can have, and how they print.</summary>
internal static class FieldTypes
{
    /// <summary>How a type prints, or null for one that cannot.</summary>
    public static FieldKind? Kind(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum } => FieldKind.Enumeration,
        _ when type.Attribute(ContractNames.SchemaAttribute) is not null => FieldKind.Record,
        _ when IsText(type) => FieldKind.Text,
        _ when Item(type) is not null => FieldKind.List,
        _ => type.SpecialType switch
        {
            SpecialType.System_Boolean => FieldKind.Boolean,
            SpecialType.System_Single or SpecialType.System_Double => FieldKind.Real,
            SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 => FieldKind.Integer,
            SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 => FieldKind.Integer,
            _ => null,
        },
    };

    /// <summary>Type of the items of a list, or null for a type that is none. Memory of bytes is text, not a list.</summary>
    public static ITypeSymbol? Item(ITypeSymbol type) =>
        IsImmutableArray(type) || (IsMemory(type) && !IsText(type)) ? ((INamedTypeSymbol)type).TypeArguments[0] : null;

    /// <summary>How C# gets the span of a text or a list.</summary>
    public static string SpanSuffix(ITypeSymbol type) => IsImmutableArray(type) ? ".AsSpan()" : IsMemory(type) ? ".Span" : "";

    private static bool IsText(ITypeSymbol type) =>
        IsMemory(type) && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Byte;

    private static bool IsMemory(ITypeSymbol type) => Is(type, "ReadOnlyMemory", "System");

    private static bool IsImmutableArray(ITypeSymbol type) => Is(type, "ImmutableArray", "System.Collections.Immutable");

    private static bool Is(ITypeSymbol type, string name, string scope) =>
        type is INamedTypeSymbol { Arity: 1 } && type.Name == name && type.ContainingNamespace.ToDisplayString() == scope;
}
