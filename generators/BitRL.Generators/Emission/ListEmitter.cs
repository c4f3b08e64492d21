using System.Globalization;

namespace BitRL.Generators.Emission;

/// <summary>The method that writes one list in one style.</summary>
internal static class ListEmitter
{
    public static string Method(ListSegment list) => $"Write{list.Style}ItemsOf{list.Field.Identifier}";

    public static string Emit(ListSegment list) => $$"""
        private void {{Method(list)}}(ref {{CSharp.Contracts}}Utf8TextWriter writer)
        {
            global::System.ReadOnlySpan<{{list.Field.Item!.ItemType}}> items = {{list.Field.Member}};
            if (items.IsEmpty)
            {
                {{ValueEmitter.Words(list.Frame.Empty)}}
                return;
            }

            {{ValueEmitter.Words(list.Frame.Open)}}
            for (int i = 0; i < items.Length && i < {{list.Field.Limit.ToString(CultureInfo.InvariantCulture)}}; i++)
            {
                if (i > 0)
                {
                    {{ValueEmitter.Words(list.Frame.Separator)}}
                }

        {{CSharp.Indent(CSharp.Indent(CSharp.Lines(list.Item.Select(ValueEmitter.Statement))))}}
            }

            {{ValueEmitter.Words(list.Frame.Close)}}
        }
        """;
}
