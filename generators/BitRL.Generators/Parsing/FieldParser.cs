using Microsoft.CodeAnalysis;

namespace BitRL.Generators.Parsing;

/// <summary>From a member that the rules let pass to plain data.</summary>
internal static class FieldParser
{
    /// <summary>How the emitted loop over a list names the item at hand.</summary>
    private const string CurrentItem = "items[i]";

    public static FieldModel Parse(SchemaMember member) =>
        Parse(member, CSharpNames.Expression(member.Symbol), member.Symbol.Name, member.IsPerEpisode);

    private static FieldModel Parse(SchemaMember member, string expression, string identifier, bool isPerEpisode)
    {
        FieldKind kind = member.Kind ?? throw new InvalidOperationException($"the rules let the type of '{member.Symbol.Name}' pass");
        EquatableArray<EnumMemberModel> members = kind == FieldKind.Enumeration ? Members(member) : default;
        var model = new FieldModel(
            expression + FieldTypes.SpanSuffix(member.Type),
            member.Name,
            kind,
            Range(member, kind, members.Count),
            kind == FieldKind.Real ? member.Precision : 0,
            kind is FieldKind.Real or FieldKind.Integer ? member.Unit : "",
            member.Description,
            isPerEpisode,
            members)
        {
            Identifier = identifier,
        };
        return member.Item is { } item ? model with { Item = Item(item, identifier, isPerEpisode) } : model;
    }

    /// <summary>A list changes as a whole, so what its items say about that does not count.</summary>
    private static FieldModel Item(SchemaMember item, string list, bool isPerEpisode)
    {
        string identifier = list + "Item";
        FieldModel model = Parse(item, CurrentItem, identifier, isPerEpisode) with { ItemType = CSharpNames.Qualified(item.Type) };
        if (model.Kind != FieldKind.Record)
        {
            return model;
        }

        IEnumerable<FieldModel> fields = SchemaMember.Of((INamedTypeSymbol)item.Type)
            .Where(field => field.Field is not null)
            .Select(field => Parse(field, CurrentItem + "." + CSharpNames.Escape(field.Symbol.Name), identifier + field.Symbol.Name, isPerEpisode)
                with { ItemType = CSharpNames.Qualified(field.Type) });
        return model with { Fields = fields.ToEquatableArray() };
    }

    private static EquatableArray<EnumMemberModel> Members(SchemaMember member) => member.EnumMembers
        .Select(item => new EnumMemberModel(CSharpNames.Qualified(member.Type) + "." + CSharpNames.Escape(item.Name), SnakeCase.From(item.Name)))
        .ToEquatableArray();

    private static FieldRange Range(SchemaMember member, FieldKind kind, int members) => kind switch
    {
        FieldKind.Boolean => FieldRange.Ordinals(2),
        FieldKind.Enumeration => FieldRange.Ordinals(members),
        FieldKind.Real => FieldRange.Real(member.Minimum, member.Maximum),
        FieldKind.Text => FieldRange.Signed(0, member.MaxBytes),
        FieldKind.List => FieldRange.Signed(0, member.MaxItems),
        FieldKind.Record => FieldRange.Signed(0, 0),
        _ when member.Type.SpecialType == SpecialType.System_UInt64 => FieldRange.Unsigned(member.Minimum, member.Maximum),
        _ => FieldRange.Signed(member.Minimum, member.Maximum),
    };
}
