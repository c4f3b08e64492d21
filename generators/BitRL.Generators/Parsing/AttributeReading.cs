using Microsoft.CodeAnalysis;

namespace BitRL.Generators.Parsing;

/// <summary>Finds attributes and reads their arguments.</summary>
internal static class AttributeReading
{
    public static AttributeData? Attribute(this ISymbol? symbol, string fullName) =>
        symbol?.GetAttributes().FirstOrDefault(attribute => IsNamed(attribute.AttributeClass, fullName));

    /// <summary>A named argument, or null where it is missing or its value does not compile.</summary>
    public static object? Named(this AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind is not (TypedConstantKind.Error or TypedConstantKind.Array))
            {
                return argument.Value.Value;
            }
        }

        return null;
    }

    /// <summary>A named text without blanks at its ends; empty where it is missing.</summary>
    public static string NamedText(this AttributeData attribute, string name) => (attribute.Named(name) as string)?.Trim(' ') ?? "";

    /// <summary>Where it is written; none for an attribute from metadata.</summary>
    public static Location? Location(this AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation();

    /// <summary>The short name first: writing the full name of every attribute of a program would cost more than the rest of the analysis.</summary>
    private static bool IsNamed(INamedTypeSymbol? type, string fullName) =>
        type is not null && fullName.EndsWith(type.Name, StringComparison.Ordinal) && type.ToDisplayString() == fullName;
}
