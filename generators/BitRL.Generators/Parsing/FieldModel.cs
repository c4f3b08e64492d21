namespace BitRL.Generators.Parsing;

/// <summary>One field of a schema as plain data: all that emission needs, and nothing that belongs to a compilation.</summary>
/// <param name="Member">C# expression that reads the value inside the type.</param>
/// <param name="Name">Short name in compact and JSON text.</param>
/// <param name="Kind">How the value prints.</param>
/// <param name="Range">What values print; (0, 1) for Boolean, (0, members − 1) for Enumeration.</param>
/// <param name="Precision">Digits after the point; 0 unless Real.</param>
/// <param name="Unit">"1" where there is none, empty where the author gave none.</param>
/// <param name="Description">Meaning in words, never empty.</param>
/// <param name="IsPerEpisode">Whether it changes only at a reset.</param>
/// <param name="Members">Members of an enumeration in declaration order, aliases left out; else empty.</param>
internal sealed record FieldModel(
    string Member,
    string Name,
    FieldKind Kind,
    FieldRange Range,
    int Precision,
    string Unit,
    string Description,
    bool IsPerEpisode,
    EquatableArray<EnumMemberModel> Members)
{
    public bool HasUnit => Unit.Length > 0 && Unit != "1";
}
