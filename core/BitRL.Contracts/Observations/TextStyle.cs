namespace BitRL.Contracts.Observations;

/// <summary>How an observation reads as text.</summary>
public enum TextStyle
{
    /// <summary>English words from the descriptions: <c>cart position 0.12 m, cart velocity -0.50 m/s.</c></summary>
    Sentence,

    /// <summary>Short names: <c>x=0.12 v=-0.50</c>. Fewest tokens; the default.</summary>
    Compact,

    /// <summary>One JSON object a line: <c>{"x":0.12,"v":-0.50}</c>.</summary>
    Json,
}
