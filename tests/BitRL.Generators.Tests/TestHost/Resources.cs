using System.Reflection;

namespace BitRL.Generators.Tests.TestHost;

/// <summary>Files that the project embeds.</summary>
internal static class Resources
{
    private static readonly Assembly Assembly = typeof(Resources).Assembly;

    /// <summary>Names of files in a folder, without the folder.</summary>
    public static IEnumerable<string> In(string folder) => Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
        .Select(name => name[(folder.Length + 1)..])
        .Order(StringComparer.Ordinal);

    public static string Read(string name)
    {
        using Stream stream = Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"'{name}' is not embedded", name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
