using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Plugins;
using BitRL.Contracts.Pretraining;
using BitRL.Contracts.Training;

namespace BitRL.Plugins.Discovery;

/// <summary>Reads <see cref="BitRLPluginAttribute"/> from an assembly file without loading or running it.</summary>
internal static class PluginMetadataReader
{
    private static readonly string ContractsName = typeof(IBitRLPlugin).Assembly.GetName().Name!;

    private static readonly (string Type, PluginAbilities Ability)[] Providers =
    [
        (nameof(IBackendProvider), PluginAbilities.Backends),
        (nameof(IEnvironmentProvider), PluginAbilities.Environments),
        (nameof(IEncoderProvider), PluginAbilities.Encoders),
        (nameof(ITrainerProvider), PluginAbilities.Trainers),
        (nameof(IBackboneTrainerProvider), PluginAbilities.BackboneTrainers),
    ];

    /// <returns>Null where the file is no managed assembly, is damaged, or carries no plugin attribute.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static PluginMetadata? Read(string assemblyPath)
    {
        using FileStream file = File.OpenRead(assemblyPath);
        try
        {
            using PEReader image = new(file, PEStreamOptions.LeaveOpen);
            return image.HasMetadata ? Read(image.GetMetadataReader(), assemblyPath) : null;
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException or OverflowException or ArgumentException)
        {
            // What the metadata reader throws for native, truncated and damaged files.
            return null;
        }
    }

    private static PluginMetadata? Read(MetadataReader reader, string assemblyPath)
    {
        if (!reader.IsAssembly)
        {
            return null;
        }

        AssemblyDefinition assembly = reader.GetAssemblyDefinition();
        foreach (CustomAttributeHandle handle in assembly.GetCustomAttributes())
        {
            CustomAttribute attribute = reader.GetCustomAttribute(handle);
            if (!IsPluginAttribute(reader, attribute))
            {
                continue;
            }

            // ECMA-335 II.23.3: a prolog, then both arguments as strings; a typeof is the type's full name.
            BlobReader arguments = reader.GetBlobReader(attribute.Value);
            _ = arguments.ReadUInt16();
            return new PluginMetadata(
                assemblyPath,
                reader.GetString(assembly.Name),
                ContractVersion: arguments.ReadSerializedString() ?? "",
                EntryPoint: arguments.ReadSerializedString() ?? "",
                Abilities(reader),
                [.. reader.AssemblyReferences.Select(r => reader.GetAssemblyReference(r).GetAssemblyName())]);
        }

        return null;
    }

    private static bool IsPluginAttribute(MetadataReader reader, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor) is { Parent.Kind: HandleKind.TypeReference } constructor
        && reader.GetTypeReference((TypeReferenceHandle)constructor.Parent) is var type
        && reader.StringComparer.Equals(type.Name, nameof(BitRLPluginAttribute))
        && reader.StringComparer.Equals(type.Namespace, typeof(BitRLPluginAttribute).Namespace!)
        && IsFromContracts(reader, type);

    private static PluginAbilities Abilities(MetadataReader reader)
    {
        PluginAbilities abilities = PluginAbilities.None;
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            TypeReference type = reader.GetTypeReference(handle);
            foreach ((string name, PluginAbilities ability) in Providers)
            {
                if (reader.StringComparer.Equals(type.Name, name) && IsFromContracts(reader, type))
                {
                    abilities |= ability;
                }
            }
        }

        return abilities == PluginAbilities.None ? PluginAbilities.All : abilities;
    }

    private static bool IsFromContracts(MetadataReader reader, TypeReference type) =>
        type.ResolutionScope.Kind == HandleKind.AssemblyReference
        && reader.StringComparer.Equals(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name, ContractsName);
}
