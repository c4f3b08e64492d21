using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary>The method that names the value of an enum: of a field, or of items of a list.</summary>
internal static class EnumEmitter
{
    /// <summary>The call that gives the name of the value at hand.</summary>
    public static string Call(FieldModel field) => $"{Method(field)}({(IsItem(field) ? field.Member : "")})";

    public static string Emit(FieldModel field)
    {
        string value = IsItem(field) ? "value" : field.Member;
        string message = $"field '{field.Name}' has the value ";
        string names = string.Join(", ", field.Members.Select(member => member.Text));
        return $$"""
            private {{Signature(field)}} => {{value}} switch
            {
            {{CSharp.Indent(CSharp.Lines(field.Members.Select(member => $"{member.Expression} => {CSharp.Utf8(member.Text)},")))}}
                _ => throw new global::System.ArgumentException({{CSharp.String(message)}} + {{value}} + {{CSharp.String("; it can print: " + names)}}),
            };
            """;
    }

    private static string Signature(FieldModel field)
    {
        string result = $"global::System.ReadOnlySpan<byte> {Method(field)}";
        return IsItem(field) ? $"static {result}({field.ItemType} value)" : $"{result}()";
    }

    private static string Method(FieldModel field) => "TextOf" + field.Identifier;

    private static bool IsItem(FieldModel field) => field.ItemType.Length > 0;
}
