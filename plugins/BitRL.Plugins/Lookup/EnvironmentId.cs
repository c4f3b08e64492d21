using System.Globalization;

namespace BitRL.Plugins.Lookup;

/// <summary>An environment's name taken apart: <c>CartPole-v1</c> is version 1 of <c>CartPole</c>.</summary>
/// <param name="Base">What is before the version.</param>
/// <param name="Version">The number after <c>-v</c>, or null where there is none.</param>
internal readonly record struct EnvironmentId(string Base, int? Version)
{
    public static EnvironmentId Parse(string id)
    {
        int at = id.LastIndexOf("-v", StringComparison.OrdinalIgnoreCase);
        return at > 0 && int.TryParse(id.AsSpan(at + 2), NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            ? new EnvironmentId(id[..at], version)
            : new EnvironmentId(id, null);
    }
}
