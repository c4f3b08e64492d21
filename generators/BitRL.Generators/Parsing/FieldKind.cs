namespace BitRL.Generators.Parsing;

/// <summary>How a value prints. The names are those of <c>BitRL.Contracts.Observations.FieldKind</c>.</summary>
internal enum FieldKind
{
    Boolean,
    Enumeration,
    Integer,
    Real,
    Text,
    List,
    Record,
}
