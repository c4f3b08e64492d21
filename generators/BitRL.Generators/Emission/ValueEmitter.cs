using System.Globalization;
using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary>The statement that writes one piece of a part.</summary>
internal static class ValueEmitter
{
    public static string Statement(Segment segment) => segment switch
    {
        WordsSegment words => Words(words.Words),
        ListSegment list => $"{ListEmitter.Method(list)}(ref writer);",
        ValueSegment value => $"writer.{Call(value)};",
        _ => throw new InvalidOperationException($"no statement for {segment.GetType().Name}"),
    };

    public static string Words(string words) => $"writer.Write({CSharp.Utf8(words)});";

    private static string Call(ValueSegment value)
    {
        FieldModel field = value.Field;
        FieldRange range = field.Range;
        return field.Kind switch
        {
            FieldKind.Boolean => $"Write({field.Member})",
            FieldKind.Enumeration => $"Write({EnumEmitter.Call(field)})",
            FieldKind.Integer => $"Write({field.Member}, {range.MinimumLiteral}, {range.MaximumLiteral})",
            FieldKind.Text => $"{(value.IsEscapedText ? "WriteJsonText" : "WriteText")}({field.Member}, {range.MaximumText})",
            _ => $"Write({field.Member}, {range.MinimumLiteral}, {range.MaximumLiteral}, "
                + $"{field.Precision.ToString(CultureInfo.InvariantCulture)}, {CSharp.String(field.Name)})",
        };
    }
}
