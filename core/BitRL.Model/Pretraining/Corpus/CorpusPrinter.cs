using System.Buffers;
using System.Globalization;
using System.Text;
using BitRL.Contracts.Observations;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>Prints generated observations exactly as the source generator's serializers print theirs (decision record 0003), at run time.</summary>
internal sealed class CorpusPrinter(bool repeatOr = false)
{
    private readonly byte[] _number = new byte[64];

    /// <summary>Appends the static part.</summary>
    public void WriteStatic(CorpusSchema schema, TextStyle style, ArrayBufferWriter<byte> text)
    {
        Write(text, style switch
        {
            TextStyle.Compact => schema.Title + "\n",
            TextStyle.Sentence => $"{schema.Title}: {string.Join("; ", schema.Fields.Select(SentenceLegend))}.\n",
            _ => $"{{\"observation\":{Quote(schema.Title)},\"fields\":{{{string.Join(',', schema.Fields.Select(JsonLegend))}}}}}\n",
        });
    }

    /// <summary>Appends the per-episode or per-step part; nothing where no field changes so.</summary>
    /// <param name="schema">The observation type.</param>
    /// <param name="values">One a field of the schema.</param>
    /// <param name="changes">Which part.</param>
    /// <param name="style">Its style.</param>
    /// <param name="text">Appended to.</param>
    /// <param name="ends">One a field of the schema: where in the part its value ends, in bytes; fields of other parts are left alone.</param>
    public void Write(CorpusSchema schema, ReadOnlySpan<CorpusValue> values, Per changes, TextStyle style, ArrayBufferWriter<byte> text, Span<int> ends)
    {
        int start = text.WrittenCount;
        for (int i = 0; i < schema.Fields.Length; i++)
        {
            CorpusField field = schema.Fields[i];
            if (field.Descriptor.Changes != changes)
            {
                continue;
            }

            bool isFirst = text.WrittenCount == start;
            Write(text, style switch
            {
                TextStyle.Compact => $"{(isFirst ? "" : " ")}{field.Descriptor.Name}=",
                TextStyle.Sentence => $"{(isFirst ? "" : ", ")}{field.Descriptor.Description} ",
                _ => $"{(isFirst ? "{" : ",")}{Quote(field.Descriptor.Name)}:{(field.IsNumber ? "" : "\"")}",
            });
            WriteValue(field, values[i], text);
            ends[i] = text.WrittenCount - start;
            Write(text, style switch
            {
                TextStyle.Sentence => Unit(field, " "),
                TextStyle.Json => field.IsNumber ? "" : "\"",
                _ => "",
            });
        }

        if (text.WrittenCount > start)
        {
            Write(text, style switch
            {
                TextStyle.Compact => "\n",
                TextStyle.Sentence => ".\n",
                _ => "}\n",
            });
        }
    }

    private void WriteValue(CorpusField field, CorpusValue value, ArrayBufferWriter<byte> text)
    {
        FieldDescriptor descriptor = field.Descriptor;
        if (!field.IsNumber)
        {
            Write(text, value.Words);
            return;
        }

        var writer = new Utf8TextWriter(_number);
        if (descriptor.Kind == FieldKind.Integer)
        {
            writer.Write((long)value.Number, (long)descriptor.Minimum, (long)descriptor.Maximum);
        }
        else
        {
            writer.Write(value.Number, descriptor.Minimum, descriptor.Maximum, descriptor.Precision, descriptor.Name);
        }

        text.Write(_number.AsSpan(0, writer.Length));
    }

    private static string SentenceLegend(CorpusField field) => field switch
    {
        { IsNumber: true } => $"{field.Descriptor.Description}{Unit(field, " in ")} from {Number(field.Descriptor.Minimum)} to {Number(field.Descriptor.Maximum)}",
        { Descriptor.Kind: FieldKind.Boolean } => $"{field.Descriptor.Description} is yes or no",
        { IsFreeText: true } => $"{field.Descriptor.Description} in words",
        _ => $"{field.Descriptor.Description} is one of {string.Join(", ", field.Members)}",
    };

    private string JsonLegend(CorpusField field)
    {
        string description = field.Descriptor.Description;
        string meaning = field switch
        {
            { IsNumber: true } => $"{description}{Unit(field, ", ")}, {Number(field.Descriptor.Minimum)} to {Number(field.Descriptor.Maximum)}",
            { Descriptor.Kind: FieldKind.Boolean } => $"{description}, yes or no",
            { IsFreeText: true } => $"{description} in words",
            _ => $"{description}, {Alternatives(field)}",
        };
        return $"{Quote(field.Descriptor.Name)}:{Quote(meaning)}";
    }

    private string Alternatives(CorpusField field) => repeatOr
        ? string.Join(" or ", field.Members)
        : $"{string.Join(", ", field.Members[..^1])} or {field.Members[^1]}";

    private static string Unit(CorpusField field, string before) => field.Descriptor.Unit is "" or "1" ? "" : before + field.Descriptor.Unit;

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quote(string text) => $"\"{text}\"";

    private static void Write(ArrayBufferWriter<byte> text, string value) => Encoding.UTF8.GetBytes(value, text);
}
