using BitRL.Contracts.Backends;

namespace BitRL.Backend.Cpu;

/// <summary>All kernel variants, and which of them this processor can run.</summary>
internal static class KernelCatalog
{
    /// <summary>The name that stands for "the fastest".</summary>
    public const string Auto = "auto";

    private static readonly KernelSet[] Variants = KernelVariants.All();

    /// <summary>Names for the help text.</summary>
    public static string NamesForHelp { get; } = string.Join(", ", Variants.Select(variant => variant.Name));

    /// <summary>Names of the variants that can run here, fastest first.</summary>
    public static IReadOnlyList<string> SupportedNames { get; } = [.. Variants.Where(variant => variant.IsSupported).Select(variant => variant.Name)];

    /// <summary>The fastest variant that can run here. The scalar one always can.</summary>
    public static KernelSet Best() => Array.Find(Variants, variant => variant.IsSupported)!;

    /// <summary>Finds a variant by its name.</summary>
    /// <exception cref="ArgumentException">No such variant.</exception>
    /// <exception cref="BackendUnavailableException">This processor cannot run it.</exception>
    public static KernelSet Find(string name)
    {
        if (string.Equals(name, Auto, StringComparison.OrdinalIgnoreCase))
        {
            return Best();
        }

        KernelSet? found = Array.Find(Variants, variant => string.Equals(variant.Name, name, StringComparison.OrdinalIgnoreCase));
        if (found is { IsSupported: true })
        {
            return found;
        }

        string usable = string.Join(", ", SupportedNames.Prepend(Auto));
        throw found is null
            ? new ArgumentException($"backend.kernels cannot be '{name}'; use one of {usable}", nameof(name))
            : new BackendUnavailableException($"this processor cannot run the kernels '{found.Name}' ({found.Needs}); use one of {usable}");
    }
}
