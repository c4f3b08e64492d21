using Microsoft.CodeAnalysis;

namespace BitRL.Generators.Parsing;

/// <summary>Finds attributes and reads their arguments.</summary>
internal static class AttributeReading
{
    public static AttributeData? Attribute(this ISymbol? symbol, string fullName) =>
        symbol?.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == fullName);

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
}
