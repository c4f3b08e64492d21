using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary><c>{"x":0.12,"door":"yes","seen":[{"colour":"red"}],"said":"hello"}</c>, one object a line.</summary>
internal sealed class JsonTemplate : StyleTemplate
{
    public override TextStyle Style => TextStyle.Json;

    public override string Prefix(SchemaModel schema) =>
        $"{{\"observation\":{Quote(schema.Title)},\"fields\":{Record(schema.Fields)}}}\n";

    protected override void Write(TextPart part, FieldModel[] fields)
    {
        WriteRecord(part, fields);
        part.Say("\n");
    }

    protected override void WriteRecord(TextPart part, IReadOnlyList<FieldModel> fields)
    {
        string separator = "{";
        foreach (FieldModel field in fields)
        {
            WriteValue(part.Say($"{separator}{Quote(field.Name)}:"), field);
            separator = ",";
        }

        part.Say("}");
    }

    protected override ListFrame Frame(FieldModel list) => new("[", ",", "]", "[]");

    protected override bool Quotes(FieldKind kind) => kind is FieldKind.Text or FieldKind.Boolean or FieldKind.Enumeration;

    /// <summary>A legend has the shape of what it explains: a list in a list, records in an object.</summary>
    private static string Legend(FieldModel field) => field.Item switch
    {
        null => Quote(Meaning(field)),
        { Kind: FieldKind.Record } record => $"[{Quote($"{field.Description}, at most {field.Range.MaximumText}")},{Record(record.Fields)}]",
        { } item => $"[{Quote($"{Meaning(item)}, at most {field.Range.MaximumText}")}]",
    };

    private static string Record(IEnumerable<FieldModel> fields) =>
        $"{{{string.Join(",", fields.Select(field => $"{Quote(field.Name)}:{Legend(field)}"))}}}";

    private static string Meaning(FieldModel field) => field.Kind switch
    {
        FieldKind.Boolean => $"{field.Description}, yes or no",
        FieldKind.Enumeration => $"{field.Description}, {Alternatives(field.Members)}",
        FieldKind.Text => $"{field.Description}, a text",
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
