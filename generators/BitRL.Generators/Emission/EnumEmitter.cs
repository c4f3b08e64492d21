using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary>The method that names the value of an enum field.</summary>
internal static class EnumEmitter
{
    public static string Method(FieldModel field) => "TextOf" + field.Member.Substring(field.Member.LastIndexOf('.') + 1).TrimStart('@');

    public static string Emit(FieldModel field)
    {
        string message = $"field '{field.Name}' has the value ";
        string names = string.Join(", ", field.Members.Select(member => member.Text));
        return $$"""
            private global::System.ReadOnlySpan<byte> {{Method(field)}}() => {{field.Member}} switch
            {
            {{CSharp.Indent(CSharp.Lines(field.Members.Select(member => $"{member.Expression} => {CSharp.Utf8(member.Text)},")))}}
                _ => throw new global::System.ArgumentException({{CSharp.String(message)}} + {{field.Member}} + {{CSharp.String("; it can print: " + names)}}),
            };
            """;
    }
}
