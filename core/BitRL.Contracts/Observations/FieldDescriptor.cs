namespace BitRL.Contracts.Observations;

/// <summary>One field of an observation text, as data.</summary>
/// <param name="Name">Short name, as printed in compact and JSON text.</param>
/// <param name="Kind">How the value is printed.</param>
/// <param name="Minimum">Smallest printed value, in <paramref name="Unit"/>; 0 for Boolean and Enumeration.</param>
/// <param name="Maximum">Largest printed value, in <paramref name="Unit"/>; the number of members − 1 for Enumeration, 1 for Boolean.</param>
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
    Per Changes);
