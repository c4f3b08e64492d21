namespace BitRL.Envs.MuJoCo.Description;

/// <summary>The MJCF files that come with the plugin.</summary>
internal static class RobotModels
{
    /// <summary>The text of a model.</summary>
    /// <param name="name">File name without extension: HalfCheetah, Hopper or Walker2d.</param>
    public static string Xml(string name)
    {
        using Stream file = typeof(RobotModels).Assembly.GetManifestResourceStream(name + ".xml")
            ?? throw new ArgumentException($"there is no model '{name}'", nameof(name));
        using StreamReader reader = new(file);
        return reader.ReadToEnd();
    }
}
