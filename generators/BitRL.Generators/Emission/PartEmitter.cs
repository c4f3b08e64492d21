using System.Globalization;
using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary>The method that writes one part in one style.</summary>
internal static class PartEmitter
{
    public static string Emit(string method, IReadOnlyList<Segment> segments) => $$"""
        private int {{method}}({{CSharp.Contracts}}Utf8TextWriter writer)
        {
        {{CSharp.Indent(CSharp.Lines(segments.Select(Statement)))}}
            return writer.Length;
        }
        """;

    private static string Statement(Segment segment) => segment.Field switch
    {
        null => $"writer.Write({CSharp.Utf8(segment.Literal)});",
        { Kind: FieldKind.Boolean } field => $"writer.Write({field.Member});",
        { Kind: FieldKind.Enumeration } field => $"writer.Write({EnumEmitter.Method(field)}());",
        { Kind: FieldKind.Integer } field => $"writer.Write({field.Member}, {field.Range.MinimumLiteral}, {field.Range.MaximumLiteral});",
        { } field => $"writer.Write({field.Member}, {field.Range.MinimumLiteral}, {field.Range.MaximumLiteral}, "
            + $"{field.Precision.ToString(CultureInfo.InvariantCulture)}, {CSharp.String(field.Name)});",
    };
}
