using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary><c>x=0.12 door=yes mode=off seen=[red ball; grey key] said="hello"</c>, and no legend.</summary>
internal sealed class CompactTemplate : StyleTemplate
{
    public override TextStyle Style => TextStyle.Compact;

    public override string Prefix(SchemaModel schema) => $"{schema.Title}\n";

    protected override void Write(TextPart part, FieldModel[] fields)
    {
        string separator = "";
        foreach (FieldModel field in fields)
        {
            WriteValue(part.Say($"{separator}{field.Name}="), field);
            separator = " ";
        }

        part.Say("\n");
    }

    /// <summary>Values only: names would repeat with every item, and each costs a token.</summary>
    protected override void WriteRecord(TextPart part, IReadOnlyList<FieldModel> fields)
    {
        string separator = "";
        foreach (FieldModel field in fields)
        {
            WriteValue(part.Say(separator), field);
            separator = " ";
        }
    }

    protected override ListFrame Frame(FieldModel list) => new("[", list.Item!.Kind == FieldKind.Record ? "; " : " ", "]", "[]");
}
