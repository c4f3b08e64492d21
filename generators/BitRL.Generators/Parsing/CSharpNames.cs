using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BitRL.Generators.Parsing;

/// <summary>How emitted code names what the author wrote.</summary>
internal static class CSharpNames
{
    /// <summary>Variables and parameters of emitted methods: they hide members of the same name.</summary>
    private static readonly string[] Locals = ["style", "destination", "writer", "items", "i"];

    /// <summary>How emitted methods read a member: by its name, unless one of their own variables hides it.</summary>
    public static string Expression(ISymbol symbol) => Locals.Contains(symbol.Name)
        ? (symbol.IsStatic ? Escape(symbol.ContainingType.Name) : "this") + "." + symbol.Name
        : Escape(symbol.Name);

    /// <summary>An identifier, with an @ where it would be a keyword.</summary>
    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(identifier) == SyntaxKind.None
            ? identifier
            : "@" + identifier;

    /// <summary>A type from the global namespace on.</summary>
    public static string Qualified(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
