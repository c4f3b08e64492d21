namespace BitRL.Envs.MuJoCo.Native;

/// <summary>Where a MuJoCo lies: the folder that holds <c>mujoco/mujoco.h</c>, and the library.</summary>
internal sealed record MuJoCoInstallation(string Include, string Library)
{
    /// <summary>Names another copy than the system's.</summary>
    public const string Variable = "BITRL_MUJOCO";

    private const string Advice =
        $"install MuJoCo (Debian and Ubuntu: apt install libmujoco-dev) or let {Variable} name the folder of another copy, 2.2 to 3.x; env.physics=planar needs neither";

    /// <summary>Finds the copy to use.</summary>
    /// <param name="folder">What <see cref="Variable"/> says; null or empty for the system's.</param>
    /// <exception cref="MuJoCoUnavailableException">There is none; the message names what is missing and how to get it.</exception>
    public static MuJoCoInstallation Find(string? folder)
    {
        bool own = !string.IsNullOrEmpty(folder);
        string[] roots = own ? [Path.GetFullPath(folder!)] : ["/usr", "/usr/local"];
        string include = roots.SelectMany(root => (string[])[Path.Combine(root, "include"), root]).FirstOrDefault(HasHeader)
            ?? throw new MuJoCoUnavailableException(own
                ? $"{Variable} is '{folder}', but there is no include/mujoco/mujoco.h in it; {Advice}"
                : $"physics=mujoco needs the headers of MuJoCo (mujoco/mujoco.h), which are not in {string.Join(" or ", roots)}/include; {Advice}");
        string library = roots.SelectMany(Libraries).FirstOrDefault()
            ?? throw new MuJoCoUnavailableException(own
                ? $"{Variable} is '{folder}', but there is no libmujoco.so in it or its lib; {Advice}"
                : $"physics=mujoco needs the MuJoCo library (libmujoco.so), which is not in {string.Join(" or ", roots)}/lib; {Advice}");
        return new MuJoCoInstallation(include, library);
    }

    private static bool HasHeader(string folder) => File.Exists(Path.Combine(folder, "mujoco", "mujoco.h"));

    // The folders of a Debian multi-architecture system, of a release archive, and of a Python package.
    private static IEnumerable<string> Libraries(string root) =>
        from folder in (string[])[.. Subfolders(Path.Combine(root, "lib")), Path.Combine(root, "lib"), root]
        where Directory.Exists(folder)
        from file in Directory.EnumerateFiles(folder, "libmujoco.so*").Order(StringComparer.Ordinal)
        select file;

    private static IEnumerable<string> Subfolders(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, "*-linux-gnu*").Order(StringComparer.Ordinal) : [];
}
