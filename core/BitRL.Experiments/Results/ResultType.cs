namespace BitRL.Experiments.Results;

/// <summary>What a column of results holds.</summary>
public enum ResultType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Whole numbers, 64 bits.</summary>
    Integer,

    /// <summary>Numbers, double precision.</summary>
    Number,
}
