using System.Globalization;
using BitRL.Generators.Parsing;

namespace BitRL.Generators.Emission;

/// <summary>The cached <c>ObservationSchema</c>: the text as data.</summary>
internal static class DescriptorEmitter
{
    public static string Emit(SchemaModel schema, StyleText[] styles) => $$"""
        /// <inheritdoc/>
        public static {{CSharp.Contracts}}ObservationSchema Schema { get; } = new(
            Title: {{CSharp.String(schema.Title)}},
            Fields:
            [
        {{CSharp.Indent(CSharp.Indent(CSharp.Lines(schema.Fields.Select(Field))))}}
            ],
            Styles: {{Flags(styles)}},
            ContentHash: "{{ContentHash.Of(schema)}}",
            MaxEpisodeBytes: {{Largest(styles.Select(style => style.MaxEpisodeBytes))}},
            MaxStepBytes: {{Largest(styles.Select(style => style.MaxStepBytes))}})
        {
            Prefixes =
            [
        {{CSharp.Indent(CSharp.Indent(CSharp.Lines(StyleTemplate.All.Select(template => Prefix(schema, template.Style)))))}}
            ],
        };
        """;

    private static string Field(FieldModel field) => Descriptor(field) + ",";

    private static string Descriptor(FieldModel field)
    {
        string per = field.IsPerEpisode ? "Episode" : "Step";
        return $"new({CSharp.String(field.Name)}, {CSharp.Contracts}FieldKind.{field.Kind}, "
            + $"{FieldRange.Shortest(field.Range.Minimum)}, {FieldRange.Shortest(field.Range.Maximum)}, "
            + $"{field.Precision.ToString(CultureInfo.InvariantCulture)}, {CSharp.String(field.Unit)}, {CSharp.String(field.Description)}, {CSharp.Contracts}Per.{per})" + Inside(field);
    }

    private static string Inside(FieldModel field) => field switch
    {
        { Item: { } item } => $" {{ Item = {Descriptor(item)} }}",
        { Kind: FieldKind.Record } => $" {{ Fields = [{string.Join(", ", field.Fields.Select(Descriptor))}] }}",
        _ => "",
    };

    private static string Flags(StyleText[] styles) => styles.Length == 0
        ? $"{CSharp.Contracts}TextStyles.None"
        : string.Join(" | ", styles.Select(style => $"{CSharp.Contracts}TextStyles.{style.Style}"));

    private static string Prefix(SchemaModel schema, TextStyle style) =>
        schema.Emits(style) ? $"Prefix({CSharp.Contracts}TextStyle.{style}).ToArray()," : "default,";

    private static string Largest(IEnumerable<int> sizes) => sizes.DefaultIfEmpty(0).Max().ToString(CultureInfo.InvariantCulture);
}
