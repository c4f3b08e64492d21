namespace BitRL.Generators.Parsing;

/// <summary>Names and values are those of <c>BitRL.Contracts.Observations.TextStyle</c>.</summary>
internal enum TextStyle
{
    Sentence,
    Compact,
    Json,
}
