namespace BitRL.Contracts.Observations;

/// <summary>How the value of a field is printed.</summary>
public enum FieldKind
{
    /// <summary><c>yes</c> or <c>no</c>.</summary>
    Boolean,

    /// <summary>The name of an enum member.</summary>
    Enumeration,

    /// <summary>Decimal digits without a fraction.</summary>
    Integer,

    /// <summary>A decimal fraction with a fixed number of digits.</summary>
    Real,

    /// <summary>Free text in double quotes: on one line, without control characters, bounded in bytes.</summary>
    Text,

    /// <summary>Items of one kind, bounded in number.</summary>
    List,

    /// <summary>Several fields together; only as the item of a list.</summary>
    Record,
}
