namespace BitRL.Generators.Tests.Rules;

/// <summary>Cases of BRL0014 to BRL0016, and of the rules about values where the values are items of a list.</summary>
internal static class ListRuleCases
{
    public static IEnumerable<DiagnosticCase> All => [.. Texts, .. Lists, .. Items, .. Records];

    private static IEnumerable<DiagnosticCase> Texts =>
    [
        Bad("BRL0014", "forgotten", "Text 'A' needs MaxBytes from 1 to 16384, not 0", """[[|Field(Description = "a")|]] ReadOnlyMemory<byte> A"""),
        Bad("BRL0014", "negative", "Text 'A' needs MaxBytes from 1 to 16384, not -3", """[[|Field(MaxBytes = -3, Description = "a")|]] ReadOnlyMemory<byte> A"""),
        Bad("BRL0014", "too large", "Text 'A' needs MaxBytes from 1 to 16384, not 16385", """[[|Field(MaxBytes = 16385, Description = "a")|]] ReadOnlyMemory<byte> A"""),
        Bad("BRL0014", "text in a list", "Text 'A' needs MaxBytes from 1 to 16384, not 0",
            """[[|Field(MaxItems = 2, Description = "a")|]] ReadOnlyMemory<ReadOnlyMemory<byte>> A"""),
        Good("BRL0014", "largest", """[Field(MaxBytes = 16384, Description = "a")] ReadOnlyMemory<byte> A"""),
    ];

    private static IEnumerable<DiagnosticCase> Lists =>
    [
        Bad("BRL0015", "forgotten", "List 'A' needs MaxItems from 1 to 1024, not 0", """[[|Field(Description = "a")|]] ReadOnlyMemory<bool> A"""),
        Bad("BRL0015", "too large", "List 'A' needs MaxItems from 1 to 1024, not 1025",
            """[[|Field(MaxItems = 1025, Description = "a")|]] System.Collections.Immutable.ImmutableArray<bool> A"""),
        Good("BRL0015", "one", """[Field(MaxItems = 1, Description = "a")] System.Collections.Immutable.ImmutableArray<bool> A"""),
        Good("BRL0015", "bytes as numbers", """[Field(0, 9, Unit = "1", MaxItems = 1024, Description = "a")] System.Collections.Immutable.ImmutableArray<byte> A"""),
    ];

    private static IEnumerable<DiagnosticCase> Items =>
    [
        Item("string", "string"),
        Item("list", "System.ReadOnlyMemory<bool>"),
        Item("nullable", "bool?"),
        Bad("BRL0004", "range of items", "Range of 'A' is empty or not finite: none..none",
            """[[|Field(MaxItems = 2, Unit = "1", Description = "a")|]] ReadOnlyMemory<int> A"""),
        Bad("BRL0010", "unit of items", "'A' has no unit; write \"1\" if it has none",
            """[[|Field(0, 9, MaxItems = 2, Description = "a")|]] ReadOnlyMemory<int> A"""),
        Bad("BRL0011", "description of a list", "'A' has no description; the model reads only words", """[[|Field(MaxItems = 2)|]] ReadOnlyMemory<bool> A"""),
        Good("BRL0016", "texts", """[Field(MaxItems = 2, MaxBytes = 8, Description = "a")] ReadOnlyMemory<ReadOnlyMemory<byte>> A"""),
        Good("BRL0016", "enum", """[Field(MaxItems = 2, Description = "a")] ReadOnlyMemory<DayOfWeek> A"""),
    ];

    private static IEnumerable<DiagnosticCase> Records =>
    [
        Record("without a schema", "public record struct Thing(bool B);"),
        Record("private field", """[ObservationSchema("t")] public partial record struct Thing { [Field(Description = "b")] private bool B { get; set; } }"""),
        Record("static field", """[ObservationSchema("t")] public partial record struct Thing { [Field(Description = "b")] internal static bool B => true; }"""),
        Record("list in a list", """[ObservationSchema("t")] public partial record struct Thing([Field(MaxItems = 2, Description = "b")] ReadOnlyMemory<bool> B);"""),
        new("BRL0016", "record", null,
            """
            [ObservationSchema("t")] public partial record struct Thing([Field(MaxBytes = 9, Description = "b")] ReadOnlyMemory<byte> B, [Ignore] string C);
            [ObservationSchema("t")] public partial record struct Cart([Field(MaxItems = 2, Description = "a")] ReadOnlyMemory<Thing> A);
            """),
    ];

    private static DiagnosticCase Item(string title, string type) => Bad("BRL0016", title, Message(type), $"""[Field(MaxItems = 2, MaxBytes = 2, Description = "a")] ReadOnlyMemory<{type}> [|A|]""");

    private static DiagnosticCase Record(string title, string record) => new("BRL0016", $"record: {title}", Message("Thing"),
        $$"""
        {{record}}
        [ObservationSchema("t")] public partial record struct Cart([Field(MaxItems = 2, Description = "a")] ReadOnlyMemory<Thing> [|A|]);
        """);

    private static string Message(string type) =>
        $"Items of 'A' have type '{type}'; use bool, enum, a number, text, or a record struct of such fields with [ObservationSchema]";

    private static DiagnosticCase Bad(string id, string title, string message, string parameters) =>
        new(id, title, message, $"""[ObservationSchema("t")] public partial record struct Cart({parameters});""");

    private static DiagnosticCase Good(string id, string title, string parameters) =>
        new(id, title, null, $"""[ObservationSchema("t")] public partial record struct Cart({parameters});""");
}
