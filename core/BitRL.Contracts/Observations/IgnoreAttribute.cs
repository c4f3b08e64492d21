namespace BitRL.Contracts.Observations;

/// <summary>Leaves a member out of the text on purpose.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class IgnoreAttribute : Attribute;
