namespace BitRL.Generators.Parsing;

/// <summary>One field of a schema as plain data: all that emission needs, and nothing that belongs to a compilation.</summary>
/// <param name="Member">C# expression that reads the value inside the type; for a text or a list, its span.</param>
/// <param name="Name">Short name in compact and JSON text.</param>
/// <param name="Kind">How the value prints.</param>
/// <param name="Range">What values print; (0, 1) for Boolean, (0, members − 1) for Enumeration, (0, most bytes) for Text, (0, most items) for List.</param>
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
    /// <summary>Ends the names of emitted methods that belong to the field.</summary>
    public string Identifier { get; init; } = "";

    /// <summary>Fully qualified C# type of an item; empty for a field of the schema itself.</summary>
    public string ItemType { get; init; } = "";

    /// <summary>One item of a list; null unless List.</summary>
    public FieldModel? Item { get; init; }

    /// <summary>Fields of a record; empty unless Record.</summary>
    public EquatableArray<FieldModel> Fields { get; init; }

    /// <summary>Most bytes of a text before escaping, or most items of a list.</summary>
    public int Limit => (int)Range.Maximum;

    public bool HasUnit => Unit.Length > 0 && Unit != "1";
}
