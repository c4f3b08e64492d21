using Microsoft.CodeAnalysis;

namespace BitRL.Generators.Rules;

/// <summary>All diagnostics of observation schemas. Each has a page <c>docs/diagnostics/BRLnnnn.md</c>.</summary>
internal static class SchemaDiagnostics
{
    public static readonly DiagnosticDescriptor NotPartialRecordStruct = Error(
        "BRL0001", "Not a partial record struct", "'{0}' has [ObservationSchema] but is not a partial record struct");

    public static readonly DiagnosticDescriptor NoField = Error(
        "BRL0002", "No field", "'{0}' has no [Field], so it would say nothing");

    public static readonly DiagnosticDescriptor UnsupportedType = Error(
        "BRL0003", "Unsupported field type", "Field '{0}' has type '{1}'; use bool, enum, an integer, float, double, ReadOnlyMemory<byte> for text, or a list of these");

    public static readonly DiagnosticDescriptor BadRange = Error(
        "BRL0004", "Empty or infinite range", "Range of '{0}' is empty or not finite: {1}..{2}");

    public static readonly DiagnosticDescriptor BadPrecision = Error(
        "BRL0005", "Precision outside 0..9", "Precision {1} of '{0}' is outside 0..9");

    public static readonly DiagnosticDescriptor GenericOrNestedInNonPartial = Error(
        "BRL0006", "Generic, or nested in a type that is not partial", "'{0}' is generic, or nested in a type that is not partial");

    public static readonly DiagnosticDescriptor SameName = Error(
        "BRL0007", "Two fields print the same name", "Fields '{0}' and '{1}' print the same name");

    public static readonly DiagnosticDescriptor ControlCharacter = Error(
        "BRL0008", "Line break or control character in text", "Text of '{0}' contains a line break or control character");

    public static readonly DiagnosticDescriptor NeitherFieldNorIgnore = Error(
        "BRL0009", "Neither field nor ignored", "'{0}' has neither [Field] nor [Ignore]");

    public static readonly DiagnosticDescriptor NoUnit = Warning(
        "BRL0010", "No unit", "'{0}' has no unit; write \"1\" if it has none");

    public static readonly DiagnosticDescriptor NoDescription = Warning(
        "BRL0011", "No description", "'{0}' has no description; the model reads only words");

    public static readonly DiagnosticDescriptor CoarsePrecision = Warning(
        "BRL0012", "Precision too coarse for the range", "Precision {1} gives '{0}' fewer than 10 values over {2}..{3}");

    public static readonly DiagnosticDescriptor PrintsEarlier = Create(
        "BRL0013", "Printed earlier than declared", "'{0}' changes per episode but is declared after per-step '{1}'; it prints earlier", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor UnboundedText = Error(
        "BRL0014", "Text without a bound", "Text '{0}' needs MaxBytes from 1 to 16384, not {1}");

    public static readonly DiagnosticDescriptor UnboundedList = Error(
        "BRL0015", "List without a bound", "List '{0}' needs MaxItems from 1 to 1024, not {1}");

    public static readonly DiagnosticDescriptor UnsupportedItem = Error(
        "BRL0016", "Unsupported item type", "Items of '{0}' have type '{1}'; use bool, enum, a number, text, or a record struct of such fields with [ObservationSchema]");

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "BitRL.Schema", severity, isEnabledByDefault: true);
}
