using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary><c>{"x":0.12,"door":"yes","mode":"off"}</c>, one object a line.</summary>
internal sealed class JsonTemplate : StyleTemplate
{
    public override TextStyle Style => TextStyle.Json;

    public override string Prefix(SchemaModel schema)
    {
        string fields = string.Join(",", schema.Fields.Select(field => $"{Quote(field.Name)}:{Quote(Legend(field))}"));
        return $"{{\"observation\":{Quote(schema.Title)},\"fields\":{{{fields}}}}}\n";
    }

    protected override void Write(TextPart part, FieldModel[] fields)
    {
        string separator = "{";
        foreach (FieldModel field in fields)
        {
            string quote = field.Kind is FieldKind.Boolean or FieldKind.Enumeration ? "\"" : "";
            part.Say($"{separator}{Quote(field.Name)}:{quote}").Value(field).Say(quote);
            separator = ",";
        }

        part.Say("}\n");
    }

    private static string Legend(FieldModel field) => field.Kind switch
    {
        FieldKind.Boolean => $"{field.Description}, yes or no",
        FieldKind.Enumeration => $"{field.Description}, {Alternatives(field.Members)}",
        _ => $"{field.Description}{(field.HasUnit ? $", {field.Unit}" : "")}, {field.Range.MinimumText} to {field.Range.MaximumText}",
    };

    private static string Alternatives(EquatableArray<EnumMemberModel> members)
    {
        string last = members[members.Count - 1].Text;
        return members.Count == 1 ? last : $"{string.Join(", ", members.Take(members.Count - 1).Select(member => member.Text))} or {last}";
    }

    /// <summary>A JSON string. The rules keep control characters out, so two characters need an escape; the rest stays as readable as it was.</summary>
    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
