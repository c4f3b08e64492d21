namespace BitRL.Generators.Parsing;

/// <summary>Names of the contract types that the generator knows.</summary>
internal static class ContractNames
{
    public const string SchemaAttribute = "BitRL.Contracts.Observations.ObservationSchemaAttribute";
    public const string FieldAttribute = "BitRL.Contracts.Observations.FieldAttribute";
    public const string IgnoreAttribute = "BitRL.Contracts.Observations.IgnoreAttribute";
}
