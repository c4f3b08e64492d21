namespace BitRL.Generators.Parsing;

/// <summary>Names and values are those of <c>BitRL.Contracts.Observations.TextStyles</c>.</summary>
[Flags]
internal enum TextStyles
{
    None = 0,
    Sentence = 1,
    Compact = 2,
    Json = 4,
    All = Sentence | Compact | Json,
}
