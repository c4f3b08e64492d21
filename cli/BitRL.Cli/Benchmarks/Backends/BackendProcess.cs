using System.ComponentModel;
using System.Diagnostics;
using BitRL.Cli.Composition;

namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>Measures a backend in a process of its own: <c>bitrl bench backend</c>. The process ends with this one, because it watches its standard input.</summary>
internal static class BackendProcess
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">What <c>bench backend</c> takes.</param>
    /// <param name="cancellation">Ends the process too.</param>
    /// <exception cref="CommandException">It failed: with its exit code, and what it said.</exception>
    /// <exception cref="InvalidDataException">It printed something else than figures.</exception>
    public static async Task<BackendFigures> MeasureAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = Start(["bench", "backend", .. arguments, "--json", "--until-input-ends"]);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            string output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == ExitCode.Success
                ? BackendFigures.Parse(LastLine(output))
                : throw new CommandException(process.ExitCode, Reason(LastLine(await errors), process.ExitCode));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        var start = OwnProgram.StartInfo(arguments);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new IOException($"'{start.FileName}' cannot be started: {failure.Message}", failure);
        }
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault(string.Empty);

    private static string Reason(string line, int code)
    {
        string prefix = CommandTree.ProgramName + ": ";
        return line.Length == 0 ? $"its process ended with code {code}"
            : line.StartsWith(prefix, StringComparison.Ordinal) ? line[prefix.Length..]
            : $"{line} (code {code})";
    }
}
