namespace BitRL.Generators.Emission;

/// <summary>The method that writes one part in one style.</summary>
internal static class PartEmitter
{
    public static string Emit(string method, IReadOnlyList<Segment> segments) => $$"""
        private int {{method}}({{CSharp.Contracts}}Utf8TextWriter writer)
        {
        {{CSharp.Indent(CSharp.Lines(segments.Select(ValueEmitter.Statement)))}}
            return writer.Length;
        }
        """;
}
