namespace BitRL.Plugins.Tests;

/// <summary>A temporary root of plugin folders, filled with copies of the test plugins.</summary>
internal sealed class PluginFolder : IDisposable
{
    private static readonly string Built = Path.Combine(AppContext.BaseDirectory, "TestPlugins");

    public string Root { get; } = Directory.CreateTempSubdirectory("bitrl-plugins-").FullName;

    public static PluginFolder With(params string[] plugins)
    {
        PluginFolder folder = new();
        foreach (string plugin in plugins)
        {
            folder.Add(plugin, plugin);
        }

        return folder;
    }

    /// <summary>Copies a test plugin, or one of ours by its full name, into a sub-folder of the root.</summary>
    /// <returns>The sub-folder.</returns>
    public string Add(string plugin, string subFolder)
    {
        string target = AddEmpty(subFolder);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Built, plugin.Contains('.', StringComparison.Ordinal) ? plugin : "TestPlugin." + plugin)))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        return target;
    }

    public string AddEmpty(string subFolder) => Directory.CreateDirectory(Path.Combine(Root, subFolder)).FullName;

    public PluginHost Discover() => PluginHost.Discover(new PluginHostOptions { Roots = [Root] });

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
