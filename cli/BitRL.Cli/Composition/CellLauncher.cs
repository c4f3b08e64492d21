using System.Diagnostics;
using System.Globalization;
using BitRL.Experiments.Sweeps;

namespace BitRL.Cli.Composition;

/// <summary>Starts this same program for the cells of a sweep.</summary>
internal sealed class CellLauncher : ICellLauncher
{
    private const string Host = "dotnet";

    /// <inheritdoc/>
    public ICellProcess Start(string? configuration, string runFolder, int threads)
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
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, typeof(CellLauncher).Assembly.GetName().Name + ".dll"));
        }

        string[] how = configuration is null ? ["--resume"] : ["--config", configuration];
        foreach (string argument in (string[])["run", .. how, "--out", runFolder, "--threads", threads.ToString(CultureInfo.InvariantCulture), "--json", "--until-input-ends"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return new CellProcess(start, Path.Combine(runFolder, "log.txt"));
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new IOException($"'{program}' cannot be started: {failure.Message}", failure);
        }
    }
}
