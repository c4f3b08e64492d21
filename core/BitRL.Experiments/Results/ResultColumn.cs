namespace BitRL.Experiments.Results;

/// <summary>A column of the table of results.</summary>
/// <param name="Name">In snake case.</param>
/// <param name="Type">What its cells hold; every cell may also be null.</param>
public sealed record ResultColumn(string Name, ResultType Type);
