namespace BitRL.Contracts.Backends;

/// <summary>How the hidden states of a sequence's new tokens become one vector.</summary>
public enum Pooling
{
    /// <summary>Their mean; width W.</summary>
    Mean,

    /// <summary>The last one; width W.</summary>
    Last,

    /// <summary>Mean, then last; width 2·W.</summary>
    Both,
}
