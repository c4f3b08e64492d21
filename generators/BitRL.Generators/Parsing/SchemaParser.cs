using BitRL.Generators.Rules;
using Microsoft.CodeAnalysis;

namespace BitRL.Generators.Parsing;

/// <summary>From symbols to plain data. Returns nothing for a type that the rules refuse: the analyzer says why, and no broken code hides it.</summary>
internal static class SchemaParser
{
    private static readonly SymbolDisplayFormat NameFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

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
        IEnumerable<FieldModel> fields = SchemaMember.Of(type).Where(member => member.Field is not null).Select(FieldParser.Parse);
        return new SchemaModel(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(NameFormat),
            Containers(type).ToEquatableArray(),
            type.ToDisplayString(NameFormat),
            CSharpNames.Escape(type.Name),
            title.Trim(' ') is { Length: > 0 } text ? text : SnakeCase.From(type.Name).Replace('_', ' '),
            (TextStyles)styles & TextStyles.All,
            fields.OrderBy(field => field.IsPerEpisode ? 0 : 1).ToEquatableArray());
    }

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
            containers.Push($"partial {keyword} {CSharpNames.Escape(outer.Name)}");
        }

        return containers;
    }}
