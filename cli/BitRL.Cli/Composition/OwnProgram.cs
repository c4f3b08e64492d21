using System.Diagnostics;

namespace BitRL.Cli.Composition;

/// <summary>This same program, to be started again.</summary>
internal static class OwnProgram
{
    private const string Host = "dotnet";

    /// <summary>How to start it, all its streams redirected.</summary>
    /// <exception cref="IOException">The system does not say what program this is.</exception>
    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath ?? throw new IOException("this process does not know its own program; start it by its path");
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(program) == Host)
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, typeof(OwnProgram).Assembly.GetName().Name + ".dll"));
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
