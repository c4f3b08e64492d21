using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace BitRL.Generators.Parsing;

/// <summary>A member of a schema type that prints, or that must say that it does not. Holds symbols: never leaves parsing and rules.</summary>
internal sealed class SchemaMember
{
    private SchemaMember(ISymbol symbol, ITypeSymbol type, AttributeData? field, bool isIgnored)
    {
        Symbol = symbol;
        Type = type;
        Field = field;
        IsIgnored = isIgnored && field is null;
    }

    public ISymbol Symbol { get; }

    public ITypeSymbol Type { get; }

    /// <summary>Its [Field], if it has one.</summary>
    public AttributeData? Field { get; }

    /// <summary>Whether it says [Ignore] (and not [Field] too).</summary>
    public bool IsIgnored { get; }

    public Location Location => Symbol.Locations.FirstOrDefault() ?? Location.None;

    /// <summary>Where the field's attribute stands, or the member itself.</summary>
    public Location FieldLocation => Field?.Location() ?? Location;

    /// <summary>Whether [Field] gives a range.</summary>
    public bool HasRange => Field is { ConstructorArguments.Length: 2 };

    public double Minimum => RangeEnd(0);

    public double Maximum => RangeEnd(1);

    public int Precision => Field?.Named("Precision") as int? ?? 3;

    public bool IsPerEpisode => Field?.Named("Changes") is 1;

    public string Unit => Field?.NamedText("Unit") ?? "";

    /// <summary>As the author wrote it; empty where it is missing.</summary>
    public string AuthoredDescription => Field?.NamedText("Description") ?? "";

    public string Name => Field?.NamedText("Name") is { Length: > 0 } name ? name : SnakeCase.From(Symbol.Name);

    public string Description => AuthoredDescription is { Length: > 0 } text ? text : Name.Replace('_', ' ');

    /// <summary>How it prints, or null for a type that cannot.</summary>
    public FieldKind? Kind => FieldTypes.Kind(Type);

    /// <summary>One item of a list, with the list's own [Field]; null unless it is a list.</summary>
    public SchemaMember? Item => FieldTypes.Item(Type) is { } item ? new SchemaMember(Symbol, item, Field, isIgnored: false) : null;

    public int MaxBytes => Field?.Named("MaxBytes") as int? ?? 0;

    public int MaxItems => Field?.Named("MaxItems") as int? ?? 0;

    /// <summary>Members of its enum that print, in declaration order. Of several names for one value the first prints.</summary>
    public IEnumerable<IFieldSymbol> EnumMembers
    {
        get
        {
            var seen = new HashSet<object>();
            return Type.GetMembers().OfType<IFieldSymbol>().Where(member => member.ConstantValue is { } value && seen.Add(value));
        }
    }

    /// <summary>All members of a type that carry [Field] or should say why not, in declaration order.</summary>
    public static IReadOnlyList<SchemaMember> Of(INamedTypeSymbol type)
    {
        IReadOnlyList<IParameterSymbol> parameters = PrimaryParameters(type);
        var positional = new List<SchemaMember>();
        var others = new List<SchemaMember>();
        foreach (ISymbol symbol in type.GetMembers())
        {
            IParameterSymbol? parameter = symbol is IPropertySymbol or IFieldSymbol
                ? parameters.FirstOrDefault(candidate => candidate.Name == symbol.Name)
                : null;
            if (Read(symbol, parameter) is { } member)
            {
                (parameter is null ? others : positional).Add(member);
            }
        }

        return [.. positional.OrderBy(member => Ordinal(member, parameters)), .. others];
    }

    private static SchemaMember? Read(ISymbol symbol, IParameterSymbol? parameter)
    {
        ITypeSymbol? type = symbol switch
        {
            IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
            IFieldSymbol { IsImplicitlyDeclared: false } field => field.Type,
            _ => null,
        };
        if (type is null)
        {
            return null;
        }

        AttributeData? attribute = symbol.Attribute(ContractNames.FieldAttribute) ?? parameter.Attribute(ContractNames.FieldAttribute);
        bool ignored = (symbol.Attribute(ContractNames.IgnoreAttribute) ?? parameter.Attribute(ContractNames.IgnoreAttribute)) is not null;
        bool mustSay = parameter is not null || (!symbol.IsStatic && symbol.DeclaredAccessibility == Accessibility.Public);
        return attribute is not null || mustSay ? new SchemaMember(symbol, type, attribute, ignored) : null;
    }

    /// <summary>Parameters of the primary constructor, in order.</summary>
    private static IReadOnlyList<IParameterSymbol> PrimaryParameters(INamedTypeSymbol type)
    {
        IMethodSymbol? primary = type.InstanceConstructors.FirstOrDefault(constructor =>
            constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax));
        return primary?.Parameters ?? [];
    }

    private static int Ordinal(SchemaMember member, IReadOnlyList<IParameterSymbol> parameters) =>
        parameters.First(parameter => parameter.Name == member.Symbol.Name).Ordinal;

    private double RangeEnd(int index) =>
        HasRange && Field!.ConstructorArguments[index].Value is double value ? value : double.NaN;
}
