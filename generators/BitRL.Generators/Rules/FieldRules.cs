using BitRL.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace BitRL.Generators.Rules;

/// <summary>Rules about one member.</summary>
internal static class FieldRules
{
    /// <summary>A field that cannot show this many different values hides most of the state.</summary>
    private const int FewestUsefulValues = 10;

    /// <summary>More than any state needs, and few enough that no sum of bounds overflows.</summary>
    private const int MostBytes = 16384;

    public static IEnumerable<Diagnostic> Check(SchemaMember member)
    {
        if (member.Field is null)
        {
            return member.IsIgnored ? [] : [Diagnostic.Create(SchemaDiagnostics.NeitherFieldNorIgnore, member.Location, member.Symbol.Name)];
        }

        IEnumerable<Diagnostic>? found = member.Item is { } item ? ListRules.Check(member, item) : Values(member);
        return (found ?? [Refusal(SchemaDiagnostics.UnsupportedType, member)]).Concat(Words(member));
    }

    /// <summary>What is wrong with the values of a member, or of the items of a list; null for a type that is not one value.</summary>
    public static IEnumerable<Diagnostic>? Values(SchemaMember member) => member.Kind switch
    {
        FieldKind.Real or FieldKind.Integer => Number(member),
        FieldKind.Enumeration => Enumeration(member),
        FieldKind.Boolean => [],
        FieldKind.Text => Text(member),
        _ => null,
    };

    /// <summary>Says that the type of a member cannot be.</summary>
    public static Diagnostic Refusal(DiagnosticDescriptor rule, SchemaMember member) =>
        Diagnostic.Create(rule, member.Location, member.Symbol.Name, member.Type.ToDisplayString());

    private static IEnumerable<Diagnostic> Text(SchemaMember member) => member.MaxBytes is >= 1 and <= MostBytes
        ? []
        : [Diagnostic.Create(SchemaDiagnostics.UnboundedText, member.FieldLocation, member.Symbol.Name, member.MaxBytes)];

    private static IEnumerable<Diagnostic> Number(SchemaMember member)
    {
        string name = member.Symbol.Name;
        bool isRangeGood = IsRangeGood(member);
        if (!isRangeGood)
        {
            yield return Diagnostic.Create(
                SchemaDiagnostics.BadRange, member.FieldLocation, name, End(member, member.Minimum), End(member, member.Maximum));
        }

        bool isPrecisionGood = member.Precision is >= 0 and <= 9;
        if (!isPrecisionGood)
        {
            yield return Diagnostic.Create(SchemaDiagnostics.BadPrecision, member.FieldLocation, name, member.Precision);
        }

        if (member.Unit.Length == 0)
        {
            yield return Diagnostic.Create(SchemaDiagnostics.NoUnit, member.FieldLocation, name);
        }

        if (isRangeGood && isPrecisionGood && member.Kind == FieldKind.Real && DifferentValues(member) < FewestUsefulValues)
        {
            yield return Diagnostic.Create(
                SchemaDiagnostics.CoarsePrecision,
                member.FieldLocation,
                name,
                member.Precision,
                FieldRange.Shortest(member.Minimum),
                FieldRange.Shortest(member.Maximum));
        }
    }

    private static IEnumerable<Diagnostic> Enumeration(SchemaMember member)
    {
        var printed = new Dictionary<string, string>();
        foreach (IFieldSymbol item in member.EnumMembers)
        {
            string text = SnakeCase.From(item.Name);
            string name = member.Type.Name + "." + item.Name;
            if (printed.TryGetValue(text, out string? first))
            {
                yield return Diagnostic.Create(SchemaDiagnostics.SameName, member.FieldLocation, first, name);
            }
            else
            {
                printed.Add(text, name);
            }
        }

        if (printed.Count == 0)
        {
            yield return Diagnostic.Create(SchemaDiagnostics.BadRange, member.FieldLocation, member.Symbol.Name, "0", "-1");
        }
    }

    private static IEnumerable<Diagnostic> Words(SchemaMember member)
    {
        if (!TextRules.IsPrintable(member.Name) || !TextRules.IsPrintable(member.Unit) || !TextRules.IsPrintable(member.AuthoredDescription))
        {
            yield return Diagnostic.Create(SchemaDiagnostics.ControlCharacter, member.FieldLocation, member.Symbol.Name);
        }

        if (member.AuthoredDescription.Length == 0)
        {
            yield return Diagnostic.Create(SchemaDiagnostics.NoDescription, member.FieldLocation, member.Symbol.Name);
        }
    }

    private static bool IsRangeGood(SchemaMember member)
    {
        double minimum = member.Minimum;
        double maximum = member.Maximum;
        if (!IsFinite(minimum) || !IsFinite(maximum) || minimum >= maximum)
        {
            return false;
        }

        if (member.Kind != FieldKind.Integer)
        {
            return true;
        }

        double first = member.Type.SpecialType == SpecialType.System_UInt64 ? Math.Max(0, Math.Ceiling(minimum)) : Math.Ceiling(minimum);
        return first < Math.Floor(maximum);
    }

    private static double DifferentValues(SchemaMember member) =>
        Math.Floor((member.Maximum - member.Minimum) * Math.Pow(10, member.Precision) + 1e-6) + 1;

    private static string End(SchemaMember member, double value) => member.HasRange ? FieldRange.Shortest(value) : "none";

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
