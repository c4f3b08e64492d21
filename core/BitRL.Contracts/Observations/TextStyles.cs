namespace BitRL.Contracts.Observations;

/// <summary>The set of styles that a schema emits.</summary>
[Flags]
public enum TextStyles
{
    /// <summary>No style.</summary>
    None = 0,

    /// <summary><see cref="TextStyle.Sentence"/>.</summary>
    Sentence = 1,

    /// <summary><see cref="TextStyle.Compact"/>.</summary>
    Compact = 2,

    /// <summary><see cref="TextStyle.Json"/>.</summary>
    Json = 4,

    /// <summary>All three styles.</summary>
    All = Sentence | Compact | Json,
}
