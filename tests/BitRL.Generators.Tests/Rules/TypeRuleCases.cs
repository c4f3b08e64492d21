namespace BitRL.Generators.Tests.Rules;

/// <summary>Cases of BRL0001, BRL0002, BRL0006 and BRL0008 on titles.</summary>
internal static class TypeRuleCases
{
    private const string Flag = """([Field(Description = "a")] bool A);""";

    public static IEnumerable<DiagnosticCase> All =>
    [
        new("BRL0001", "not partial", "'Cart' has [ObservationSchema] but is not a partial record struct",
            $$"""[ObservationSchema("t")] public readonly record struct [|Cart|]{{Flag}}"""),
        new("BRL0001", "not a record", "'Cart' has [ObservationSchema] but is not a partial record struct",
            """[ObservationSchema("t")] public partial struct [|Cart|] { [Field(Description = "a")] public bool A; }"""),
        new("BRL0001", "visible in one file only", "'Cart' has [ObservationSchema] but is not a partial record struct",
            $$"""[ObservationSchema("t")] file partial record struct [|Cart|]{{Flag}}"""),
        new("BRL0001", "partial record struct", null,
            $$"""[ObservationSchema("t")] public readonly partial record struct Cart{{Flag}}"""),
        new("BRL0001", "not a schema", null,
            """public record struct Cart(bool A);"""),
        new("BRL0001", "an attribute of the same name", null,
            """namespace Mine; public sealed class ObservationSchemaAttribute : Attribute; [Mine.ObservationSchema] public struct Cart;"""),
        new("BRL0002", "no member at all", "'Cart' has no [Field], so it would say nothing",
            """[ObservationSchema("t")] public partial record struct [|Cart|];"""),
        new("BRL0002", "everything ignored", "'Cart' has no [Field], so it would say nothing",
            """[ObservationSchema("t")] public partial record struct [|Cart|]([Ignore] bool A);"""),
        new("BRL0002", "one field", null,
            """[ObservationSchema("t")] public partial record struct Cart([Ignore] bool A, [Field(Description = "b")] bool B);"""),
        new("BRL0006", "generic", "'Cart' is generic, or nested in a type that is not partial",
            $$"""[ObservationSchema("t")] public partial record struct [|Cart|]<T>{{Flag}}"""),
        new("BRL0006", "nested in a type that is not partial", "'Cart' is generic, or nested in a type that is not partial",
            $$"""public partial class A { public class B { [ObservationSchema("t")] public partial record struct [|Cart|]{{Flag}} } }"""),
        new("BRL0006", "nested in a generic type", "'Cart' is generic, or nested in a type that is not partial",
            $$"""public partial class A<T> { [ObservationSchema("t")] public partial record struct [|Cart|]{{Flag}} }"""),
        new("BRL0006", "nested in partial types", null,
            $$"""public partial class A { public partial struct B { [ObservationSchema("t")] public partial record struct Cart{{Flag}} } }"""),
        new("BRL0008", "line break in a title", "Text of 'Cart' contains a line break or control character",
            $$"""[[|ObservationSchema("a\nb")|]] public partial record struct Cart{{Flag}}"""),
    ];
}
