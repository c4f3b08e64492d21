using System.Collections.Immutable;
using BitRL.Generators.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BitRL.Generators.Parsing;

/// <summary>From symbols to plain data. Returns nothing for a type that the rules refuse: the analyzer says why, and no broken code hides it.</summary>
internal static class SchemaParser
{
    private static readonly SymbolDisplayFormat NameFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private static readonly string[] Locals = ["style", "destination", "writer"];

    public static SchemaModel? Parse(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (type.Attribute(ContractNames.SchemaAttribute) is not { } attribute
            || SchemaRules.Check(type).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            return null;
        }

        string title = attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        int styles = attribute.Named("Styles") as int? ?? (int)TextStyles.All;
        IEnumerable<FieldModel> fields = SchemaMember.Of(type).Where(member => member.Field is not null).Select(Field);
        return new SchemaModel(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(NameFormat),
            Containers(type).ToEquatableArray(),
            type.ToDisplayString(NameFormat),
            Escape(type.Name),
            title.Trim(' ') is { Length: > 0 } text ? text : SnakeCase.From(type.Name).Replace('_', ' '),
            (TextStyles)styles & TextStyles.All,
            fields.OrderBy(field => field.IsPerEpisode ? 0 : 1).ToEquatableArray());
    }

    private static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items)
        where T : IEquatable<T> => new(items.ToImmutableArray());

    private static FieldModel Field(SchemaMember member)
    {
        FieldKind kind = member.Kind ?? throw new InvalidOperationException($"the rules let the type of '{member.Symbol.Name}' pass");
        EquatableArray<EnumMemberModel> members = kind == FieldKind.Enumeration
            ? member.EnumMembers.Select(item => new EnumMemberModel(
                member.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "." + Escape(item.Name),
                SnakeCase.From(item.Name))).ToEquatableArray()
            : default;
        return new FieldModel(
            Expression(member.Symbol),
            member.Name,
            kind,
            Range(member, kind, members.Count),
            kind == FieldKind.Real ? member.Precision : 0,
            kind is FieldKind.Real or FieldKind.Integer ? member.Unit : "",
            member.Description,
            member.IsPerEpisode,
            members);
    }

    private static FieldRange Range(SchemaMember member, FieldKind kind, int members) => kind switch
    {
        FieldKind.Boolean => FieldRange.Ordinals(2),
        FieldKind.Enumeration => FieldRange.Ordinals(members),
        FieldKind.Real => FieldRange.Real(member.Minimum, member.Maximum),
        _ when member.Type.SpecialType == SpecialType.System_UInt64 => FieldRange.Unsigned(member.Minimum, member.Maximum),
        _ => FieldRange.Signed(member.Minimum, member.Maximum),
    };

    private static IEnumerable<string> Containers(INamedTypeSymbol type)
    {
        var containers = new Stack<string>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            string keyword = outer switch
            {
                { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
                { IsRecord: true } => "record",
                { TypeKind: TypeKind.Struct } => "struct",
                { TypeKind: TypeKind.Interface } => "interface",
                _ => "class",
            };
            containers.Push($"partial {keyword} {Escape(outer.Name)}");
        }

        return containers;
    }

    /// <summary>How emitted methods read a member: by its name, unless one of their own variables hides it.</summary>
    private static string Expression(ISymbol symbol) => Locals.Contains(symbol.Name)
        ? (symbol.IsStatic ? Escape(symbol.ContainingType.Name) : "this") + "." + symbol.Name
        : Escape(symbol.Name);

    private static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(identifier) == SyntaxKind.None
            ? identifier
            : "@" + identifier;
}
