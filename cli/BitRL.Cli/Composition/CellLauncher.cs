using System.Globalization;
using BitRL.Experiments.Sweeps;

namespace BitRL.Cli.Composition;

/// <summary>Starts this same program for the cells of a sweep.</summary>
internal sealed class CellLauncher : ICellLauncher
{
    /// <inheritdoc/>
    public ICellProcess Start(string? configuration, string runFolder, int threads)
    {
        string[] how = configuration is null ? ["--resume"] : ["--config", configuration];
        var start = OwnProgram.StartInfo(["run", .. how, "--out", runFolder, "--threads", threads.ToString(CultureInfo.InvariantCulture), "--json", "--until-input-ends"]);
        try
        {
            return new CellProcess(start, Path.Combine(runFolder, "log.txt"));
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new IOException($"'{start.FileName}' cannot be started: {failure.Message}", failure);
        }
    }
}
