using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary><c>cart position 0.12 m, front door yes, heating mode off.</c></summary>
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
            part.Say($"{separator}{field.Description} ").Value(field).Say(field.HasUnit ? $" {field.Unit}" : "");
            separator = ", ";
        }

        part.Say(".\n");
    }

    private static string Legend(FieldModel field) => field.Kind switch
    {
        FieldKind.Boolean => $"{field.Description} is yes or no",
        FieldKind.Enumeration => $"{field.Description} is one of {string.Join(", ", field.Members.Select(member => member.Text))}",
        _ => $"{field.Description}{(field.HasUnit ? $" in {field.Unit}" : "")} from {field.Range.MinimumText} to {field.Range.MaximumText}",
    };
}
