using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary>How a style reads; docs/decisions/0003 shows all three side by side.</summary>
internal abstract class StyleTemplate
{
    /// <summary>All styles, in the order of their numbers.</summary>
    public static IReadOnlyList<StyleTemplate> All { get; } = [new SentenceTemplate(), new CompactTemplate(), new JsonTemplate()];

    /// <summary>Which style it is.</summary>
    public abstract TextStyle Style { get; }

    /// <summary>The static part: ends in a line feed and starts without white space.</summary>
    public abstract string Prefix(SchemaModel schema);

    /// <summary>A per-episode or per-step part: nothing without fields; else ends in a line feed and starts without white space.</summary>
    public IReadOnlyList<Segment> Part(IEnumerable<FieldModel> fields)
    {
        FieldModel[] printed = [.. fields];
        var part = new TextPart();
        if (printed.Length > 0)
        {
            Write(part, printed);
        }

        return part.End();
    }

    /// <summary>Writes a part that has at least one field.</summary>
    protected abstract void Write(TextPart part, FieldModel[] fields);

    /// <summary>Writes one item of a list of records.</summary>
    protected abstract void WriteRecord(TextPart part, IReadOnlyList<FieldModel> fields);

    /// <summary>What stands around and between the items of a list.</summary>
    protected abstract ListFrame Frame(FieldModel list);

    /// <summary>Whether values of a kind stand between double quotes.</summary>
    protected virtual bool Quotes(FieldKind kind) => kind == FieldKind.Text;

    /// <summary>Writes a value, or a whole list.</summary>
    protected TextPart WriteValue(TextPart part, FieldModel field)
    {
        if (field.Item is not { } item)
        {
            string quote = Quotes(field.Kind) ? "\"" : "";
            return part.Say(quote).Add(new ValueSegment(field, Style)).Say(quote);
        }

        var inner = new TextPart();
        if (item.Kind == FieldKind.Record)
        {
            WriteRecord(inner, item.Fields);
        }
        else
        {
            WriteValue(inner, item);
        }

        return part.Add(new ListSegment(field, Style, Frame(field), inner.End()));
    }
}
