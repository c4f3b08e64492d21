namespace BitRL.Generators.Tests.Rules;

/// <summary>Cases of BRL0007 and BRL0013: fields beside each other.</summary>
internal static class OrderRuleCases
{
    public static IEnumerable<DiagnosticCase> All =>
    [
        new("BRL0007", "names that differ in C# only", "Fields 'DoorOpen' and 'door_open' print the same name",
            """[ObservationSchema("t")] public partial record struct Cart([Field(Description = "a")] bool DoorOpen, [[|Field(Description = "b")|]] bool door_open);"""),
        new("BRL0007", "given name", "Fields 'A' and 'B' print the same name",
            """[ObservationSchema("t")] public partial record struct Cart([Field(Description = "a")] bool A, [[|Field(Name = " a", Description = "b")|]] bool B);"""),
        new("BRL0007", "members of an enum", "Fields 'Mode.FullPower' and 'Mode.full_power' print the same name",
            """public enum Mode { FullPower, full_power } [ObservationSchema("t")] public partial record struct Cart([[|Field(Description = "a")|]] Mode A);"""),
        new("BRL0007", "different names", null,
            """[ObservationSchema("t")] public partial record struct Cart([Field(Description = "a")] bool A, [Field(Name = "c", Description = "b")] bool a);"""),
        new("BRL0007", "two names of one enum value", null,
            """public enum Mode { On, on = On } [ObservationSchema("t")] public partial record struct Cart([Field(Description = "a")] Mode A);"""),
        new("BRL0013", "declared later", "'Mass' changes per episode but is declared after per-step 'Open'; it prints earlier",
            """
            [ObservationSchema("t")] public partial record struct Cart(
                [Field(Description = "a")] bool Open,
                [Field(Description = "b")] bool Lit,
                [[|Field(0, 1, Unit = "kg", Changes = Per.Episode, Description = "b")|]] double Mass);
            """),
        new("BRL0013", "declared first", null,
            """
            [ObservationSchema("t")] public partial record struct Cart(
                [Field(0, 1, Unit = "kg", Changes = Per.Episode, Description = "b")] double Mass,
                [Field(Description = "a")] bool Open);
            """),
    ];
}
