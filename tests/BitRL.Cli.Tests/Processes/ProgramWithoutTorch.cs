namespace BitRL.Cli.Tests.Processes;

/// <summary>The program without the plugin that brings libtorch, whether or not this build has it: its own folder, but for the plugin.</summary>
public static class ProgramWithoutTorch
{
    /// <summary>Runs a command line to its end.</summary>
    /// <param name="folder">Where the program is put together, and where it runs.</param>
    /// <param name="arguments">The command line.</param>
    public static CliResult Run(TemporaryFolder folder, params string[] arguments)
    {
        string source = Path.GetDirectoryName(CliProcess.Program)!;
        string program = folder["program"];
        if (!Directory.Exists(program))
        {
            Assemble(source, program, except: "backends");
            Assemble(Path.Combine(source, "backends"), Path.Combine(program, "backends"), except: "torch");
        }

        using var process = CliProcess.Start(folder.Path, null, [], ["dotnet", Path.Combine(program, "bitrl.dll"), .. arguments]);
        return process.Wait();
    }

    // Files are copied, because .NET takes the folder that a link points to for the program's.
    private static void Assemble(string source, string target, string except)
    {
        Directory.CreateDirectory(target);
        foreach (string file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.GetDirectories(source).Where(folder => Path.GetFileName(folder) != except))
        {
            Directory.CreateSymbolicLink(Path.Combine(target, Path.GetFileName(folder)), folder);
        }
    }
}
