using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary><c>x=0.12 door=yes mode=off</c>, and no legend.</summary>
internal sealed class CompactTemplate : StyleTemplate
{
    public override TextStyle Style => TextStyle.Compact;

    public override string Prefix(SchemaModel schema) => $"{schema.Title}\n";

    protected override void Write(TextPart part, FieldModel[] fields)
    {
        string separator = "";
        foreach (FieldModel field in fields)
        {
            part.Say($"{separator}{field.Name}=").Value(field);
            separator = " ";
        }

        part.Say("\n");
    }
}
