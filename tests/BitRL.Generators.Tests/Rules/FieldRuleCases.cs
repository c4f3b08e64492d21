namespace BitRL.Generators.Tests.Rules;

/// <summary>Cases of the rules about one member.</summary>
internal static class FieldRuleCases
{
    public static IEnumerable<DiagnosticCase> All => [.. Types, .. Ranges, .. Precisions, .. Texts, .. Words];

    private static IEnumerable<DiagnosticCase> Types =>
    [
        Bad("BRL0003", "text", "Field 'A' has type 'string'; use bool, enum, an integer, float, double, ReadOnlyMemory<byte> for text, or a list of these",
            """[Field(0, 1, Unit = "1", Description = "a")] string [|A|]"""),
        Bad("BRL0003", "decimal", "Field 'A' has type 'decimal'; use bool, enum, an integer, float, double, ReadOnlyMemory<byte> for text, or a list of these",
            """[Field(0, 1, Unit = "1", Description = "a")] decimal [|A|]"""),
        Bad("BRL0003", "nullable", "Field 'A' has type 'double?'; use bool, enum, an integer, float, double, ReadOnlyMemory<byte> for text, or a list of these",
            """[Field(0, 1, Unit = "1", Description = "a")] double? [|A|]"""),
        Bad("BRL0003", "array", "Field 'A' has type 'int[]'; use bool, enum, an integer, float, double, ReadOnlyMemory<byte> for text, or a list of these",
            """[Field(0, 1, Unit = "1", Description = "a")] int[] [|A|]"""),
        Bad("BRL0003", "Int128", "Field 'A' has type 'System.Int128'; use bool, enum, an integer, float, double, ReadOnlyMemory<byte> for text, or a list of these",
            """[Field(0, 1, Unit = "1", Description = "a")] Int128 [|A|]"""),
        Bad("BRL0003", "memory that can be written", "Field 'A' has type 'System.Memory<byte>'; use bool, enum, an integer, float, double, ReadOnlyMemory<byte> for text, or a list of these",
            """[Field(MaxBytes = 4, Description = "a")] Memory<byte> [|A|]"""),
        new("BRL0003", "a record that is not in a list", "Field 'A' has type 'Thing'; use bool, enum, an integer, float, double, ReadOnlyMemory<byte> for text, or a list of these",
            """
            [ObservationSchema("t")] public partial record struct Thing([Field(Description = "b")] bool B);
            [ObservationSchema("t")] public partial record struct Cart([Field(Description = "a")] Thing [|A|]);
            """),
        Good("BRL0003", "text in UTF-8", """[Field(MaxBytes = 4, Description = "a")] ReadOnlyMemory<byte> A"""),
        Good("BRL0003", "float", """[Field(0, 1, Unit = "1", Description = "a")] float A"""),
        Good("BRL0003", "ulong", """[Field(0, 1, Unit = "1", Description = "a")] ulong A"""),
        Bad("BRL0009", "parameter", "'A' has neither [Field] nor [Ignore]", """[Field(Description = "b")] bool B, double [|A|]"""),
        new("BRL0009", "property and field", "'A' has neither [Field] nor [Ignore]",
            """[ObservationSchema("t")] public partial record struct Cart([Field(Description = "b")] bool B) { public double [|A|] => 1; private int _c; public static int D; }"""),
        Good("BRL0009", "ignored", """[Field(Description = "b")] bool B, [Ignore] double A"""),
        Good("BRL0009", "attribute on the property of a parameter", """[property: Field(Description = "b")] bool B, [property: Ignore] double A"""),
    ];

    private static IEnumerable<DiagnosticCase> Ranges =>
    [
        Range("ends swapped", "1..0", "double", "(1, 0, "),
        Range("one value", "2..2", "double", "(2, 2, "),
        Range("not a number", "NaN..1", "double", "(double.NaN, 1, "),
        Range("infinite", "0..Infinity", "double", "(0, double.PositiveInfinity, "),
        Range("forgotten", "none..none", "double", "("),
        Range("no whole number inside", "0.2..0.8", "int", "(0.2, 0.8, "),
        Range("below zero for an unsigned number", "-5..-1", "ulong", "(-5, -1, "),
        new("BRL0004", "an enum without members", "Range of 'A' is empty or not finite: 0..-1",
            """public enum Nothing; [ObservationSchema("t")] public partial record struct Cart([[|Field(Description = "a")|]] Nothing A);"""),
        Good("BRL0004", "finite", """[Field(-1e300, 1e300, Unit = "1", Description = "a")] double A"""),
        Good("BRL0004", "none for a flag", """[Field(Description = "a")] bool A"""),
    ];

    private static IEnumerable<DiagnosticCase> Precisions =>
    [
        Bad("BRL0005", "below", "Precision -1 of 'A' is outside 0..9", """[[|Field(0, 99, Unit = "1", Precision = -1, Description = "a")|]] double A"""),
        Bad("BRL0005", "above", "Precision 10 of 'A' is outside 0..9", """[[|Field(0, 99, Unit = "1", Precision = 10, Description = "a")|]] double A"""),
        Good("BRL0005", "lowest", """[Field(0, 99, Unit = "1", Precision = 0, Description = "a")] double A"""),
        Good("BRL0005", "highest", """[Field(0, 99, Unit = "1", Precision = 9, Description = "a")] double A"""),
        Bad("BRL0012", "nine values", "Precision 1 gives 'A' fewer than 10 values over 0..0.8",
            """[[|Field(0, 0.8, Unit = "1", Precision = 1, Description = "a")|]] double A"""),
        Bad("BRL0012", "all values round to zero", "Precision 3 gives 'A' fewer than 10 values over -0.0001..0.0001",
            """[[|Field(-0.0001, 0.0001, Unit = "1", Description = "a")|]] float A"""),
        Good("BRL0012", "ten values", """[Field(0, 0.9, Unit = "1", Precision = 1, Description = "a")] double A"""),
        Good("BRL0012", "few whole numbers", """[Field(0, 2, Unit = "1", Description = "a")] int A"""),
    ];

    private static IEnumerable<DiagnosticCase> Texts =>
    [
        Bad("BRL0008", "tab in a name", "Text of 'A' contains a line break or control character", """[[|Field(Name = "a\tb", Description = "a")|]] bool A"""),
        Bad("BRL0008", "line break in a unit", "Text of 'A' contains a line break or control character",
            """[[|Field(0, 1, Unit = "m\r\n", Description = "a")|]] double A"""),
        Bad("BRL0008", "line separator in a description", "Text of 'A' contains a line break or control character",
            """[[|Field(Description = "a\u2028b")|]] bool A"""),
        Bad("BRL0008", "half of a surrogate pair", "Text of 'A' contains a line break or control character", """[[|Field(Description = "a\uD83D")|]] bool A"""),
        Good("BRL0008", "any other character", """[Field(Description = "größe 室外 \uD83D\uDE00 \"\\")] bool A"""),
    ];

    private static IEnumerable<DiagnosticCase> Words =>
    [
        Bad("BRL0010", "number without a unit", "'A' has no unit; write \"1\" if it has none", """[[|Field(0, 1, Description = "a")|]] double A"""),
        Bad("BRL0010", "blank unit", "'A' has no unit; write \"1\" if it has none", """[[|Field(0, 1, Unit = " ", Description = "a")|]] int A"""),
        Good("BRL0010", "number of nothing", """[Field(0, 1, Unit = "1", Description = "a")] double A"""),
        Good("BRL0010", "flag", """[Field(Description = "a")] bool A"""),
        Bad("BRL0011", "missing", "'A' has no description; the model reads only words", """[[|Field|]] bool A"""),
        Bad("BRL0011", "blank", "'A' has no description; the model reads only words", """[[|Field(0, 1, Unit = "m", Description = " ")|]] double A"""),
        Good("BRL0011", "given", """[Field(Description = "front door")] bool A"""),
    ];

    private static DiagnosticCase Range(string title, string range, string type, string arguments) =>
        Bad("BRL0004", title, $"Range of 'A' is empty or not finite: {range}", $"""[[|Field{arguments}Unit = "1", Description = "a")|]] {type} A""");

    private static DiagnosticCase Bad(string id, string title, string message, string parameters) =>
        new(id, title, message, $"""[ObservationSchema("t")] public partial record struct Cart({parameters});""");

    private static DiagnosticCase Good(string id, string title, string parameters) =>
        new(id, title, null, $"""[ObservationSchema("t")] public partial record struct Cart({parameters});""");
}
