namespace BitRL.Contracts.Observations;

/// <summary>Makes a member part of the text. The range is positional so that it cannot be forgotten: byte bounds follow from it.</summary>
/// <param name="minimum">Smallest value that is printed, in the field's unit; smaller values are clamped. Ignored unless values are numbers.</param>
/// <param name="maximum">Largest value that is printed, in the field's unit; larger values are clamped. Ignored unless values are numbers.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class FieldAttribute(double minimum, double maximum) : Attribute
{
    /// <summary>For members that have no range: bool, enum, text, and lists of those or of records.</summary>
    public FieldAttribute()
        : this(0, 1)
    {
    }

    /// <summary>Smallest value that is printed.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>Largest value that is printed.</summary>
    public double Maximum { get; } = maximum;

    /// <summary>Short name in compact and JSON text. <value>Default: the member's name in snake case.</value></summary>
    public string? Name { get; set; }

    /// <summary>Unit, or "1" where there is none.</summary>
    public string? Unit { get; set; }

    /// <summary>What the value means, in words: the sentence style reads it out.</summary>
    public string? Description { get; set; }

    /// <summary>Digits after the decimal point, 0 to 9; for float and double only. <value>Default 3.</value></summary>
    public int Precision { get; set; } = 3;

    /// <summary>
    /// Most bytes of UTF-8 that a text (<c>ReadOnlyMemory&lt;byte&gt;</c>) prints, 1 to 16384; longer texts are cut between characters. Texts
    /// must have it: byte bounds follow from it.
    /// </summary>
    public int MaxBytes { get; set; }

    /// <summary>
    /// Most items that a list (<c>ReadOnlyMemory&lt;T&gt;</c> or <c>ImmutableArray&lt;T&gt;</c>) prints, 1 to 1024; of longer lists the first
    /// ones print. Lists must have it: byte bounds follow from it.
    /// </summary>
    public int MaxItems { get; set; }

    /// <summary>How often the value changes. <value>Default <see cref="Per.Step"/>.</value></summary>
    public Per Changes { get; set; }
}
