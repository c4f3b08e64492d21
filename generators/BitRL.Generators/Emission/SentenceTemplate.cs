using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary><c>cart position 0.12 m, heating mode off, things in view (colour red, kind ball; colour grey, kind key), request "hello".</c></summary>
internal sealed class SentenceTemplate : StyleTemplate
{
    public override TextStyle Style => TextStyle.Sentence;

    public override string Prefix(SchemaModel schema) =>
        $"{schema.Title}: {string.Join("; ", schema.Fields.Select(Legend))}.\n";

    protected override void Write(TextPart part, FieldModel[] fields)
    {
        string separator = "";
        foreach (FieldModel field in fields)
        {
            WriteField(part.Say(separator), field);
            separator = ", ";
        }

        part.Say(".\n");
    }

    protected override void WriteRecord(TextPart part, IReadOnlyList<FieldModel> fields)
    {
        string separator = "";
        foreach (FieldModel field in fields)
        {
            WriteField(part.Say(separator), field);
            separator = ", ";
        }
    }

    /// <summary>The unit of a list stands after all items; an empty list has none.</summary>
    protected override ListFrame Frame(FieldModel list) =>
        new("(", list.Item!.Kind == FieldKind.Record ? "; " : ", ", ")" + Unit(list.Item), "none");

    private void WriteField(TextPart part, FieldModel field) => WriteValue(part.Say(field.Description + " "), field).Say(Unit(field));

    private static string Unit(FieldModel field) => field.HasUnit ? $" {field.Unit}" : "";

    private static string Legend(FieldModel field) => field.Item switch
    {
        null => field.Description + Values(field, " is"),
        { Kind: FieldKind.Record } record =>
            $"{field.Description} is a list of at most {field.Range.MaximumText} ({string.Join("; ", record.Fields.Select(Legend))})",
        { } item => $"{field.Description} is a list of at most {field.Range.MaximumText}, each{Values(item, "")}",
    };

    private static string Values(FieldModel field, string verb) => field.Kind switch
    {
        FieldKind.Boolean => $"{verb} yes or no",
        FieldKind.Enumeration => $"{verb} one of {string.Join(", ", field.Members.Select(member => member.Text))}",
        FieldKind.Text => $"{verb} a text",
        _ => $"{(field.HasUnit ? $" in {field.Unit}" : "")} from {field.Range.MinimumText} to {field.Range.MaximumText}",
    };
}
