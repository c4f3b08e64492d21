using System.Reflection.Metadata;

namespace BitRL.Plugins.Discovery;

/// <summary>Lets the metadata reader decode attribute arguments with types as plain names: all that a string and a <c>typeof</c> need.</summary>
internal sealed class AttributeTypeNames : ICustomAttributeTypeProvider<string>
{
    private const string SystemType = "System.Type";

    private AttributeTypeNames()
    {
    }

    public static AttributeTypeNames Instance { get; } = new();

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSystemType() => SystemType;

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        return FullName(reader, type.Namespace, type.Name);
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        TypeReference type = reader.GetTypeReference(handle);
        return FullName(reader, type.Namespace, type.Name);
    }

    public string GetTypeFromSerializedName(string name) => name;

    // Our attribute has no enum argument; whatever claims to be one is not our attribute.
    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => throw new InvalidOperationException($"unexpected enum '{type}'");

    public bool IsSystemType(string type) => type == SystemType;

    private static string FullName(MetadataReader reader, StringHandle ns, StringHandle name) =>
        ns.IsNil ? reader.GetString(name) : $"{reader.GetString(ns)}.{reader.GetString(name)}";
}
