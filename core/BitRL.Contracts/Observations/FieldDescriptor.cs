using System.Collections.Immutable;

namespace BitRL.Contracts.Observations;

/// <summary>One field of an observation text, as data.</summary>
/// <param name="Name">Short name, as printed in compact and JSON text.</param>
/// <param name="Kind">How the value is printed.</param>
/// <param name="Minimum">Smallest printed value, in <paramref name="Unit"/>; 0 unless <paramref name="Kind"/> is Integer or Real.</param>
/// <param name="Maximum">Largest printed value, in <paramref name="Unit"/>; the number of members − 1 for Enumeration, 1 for Boolean, the most bytes (before escaping) for Text, the most items for List, 0 for Record.</param>
/// <param name="Precision">Digits after the decimal point; 0 unless <paramref name="Kind"/> is Real.</param>
/// <param name="Unit">Unit, "1" where there is none, empty where the author gave none.</param>
/// <param name="Description">Meaning in words; the name with blanks for underscores where the author gave none.</param>
/// <param name="Changes">How often the value changes.</param>
public sealed record FieldDescriptor(
    string Name,
    FieldKind Kind,
    double Minimum,
    double Maximum,
    int Precision,
    string Unit,
    string Description,
    Per Changes)
{
    /// <summary>One item of a list: a Record, or a value with the list's own name; null unless the kind is List.</summary>
    public FieldDescriptor? Item { get; init; }

    /// <summary>The fields of a record, in printing order; empty unless the kind is Record.</summary>
    public ImmutableArray<FieldDescriptor> Fields { get; init; } = [];
}
